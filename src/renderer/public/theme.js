// Runs before the first picture, so that a dark window never flashes white. The page's policy allows no inline script.
;(() => {
  const system = () => {
    if (matchMedia('(prefers-contrast: more)').matches) return 'contrast'
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  }
  const kept = localStorage.getItem('parley-theme')
  const known = kept === 'light' || kept === 'dark' || kept === 'contrast'
  document.documentElement.dataset.theme = known ? kept : system()
})()
