// Runs before the first picture, so that a dark window never flashes white. The page's policy allows no inline script.
;(() => {
  const kept = localStorage.getItem('parley-theme')
  const known = kept === 'light' || kept === 'dark' || kept === 'contrast'
  const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const system = matchMedia('(prefers-contrast: more)').matches ? 'contrast' : dark
  document.documentElement.dataset.theme = known ? kept : system
})()
