;(() => {
  globalThis['__zod_globalConfig'] = { jitless: true }
  const { dataset, style } = document.documentElement
  const kept = localStorage.getItem('parley-theme')
  const known = kept === 'light' || kept === 'dark' || kept === 'contrast'
  const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const system = matchMedia('(prefers-contrast: more)').matches ? 'contrast' : dark
  dataset.theme = known ? kept : system
  let look = {}
  try {
    look = JSON.parse(localStorage.getItem('parley-look')) ?? {}
  } catch {
    // Written anew.
  }
  dataset.accent = look.accent ?? 'teal'
  dataset.density = look.density ?? 'comfortable'
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  dataset.motion = look.motion === 'reduced' || still ? 'reduced' : 'full'
  if (look.textSize >= 80 && look.textSize <= 150) style.setProperty('--text-scale', look.textSize / 100)
})()
