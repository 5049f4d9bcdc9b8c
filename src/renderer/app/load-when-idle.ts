/** Loads what opens over the window and takes keys, once the first picture is there and nothing else is to be done. */
export function loadWhenIdle(page: Pick<Window, 'requestIdleCallback'>): void {
  const parts = [
    () => import('../features/composer/slash/slash-list.tsx'),
    () => import('../features/prompt/prompt-dialog.tsx'),
    () => import('../features/sidebar/folder-dialog.tsx'),
    () => import('../features/transcript/turn-menu.tsx'),
  ]
  const next = () => {
    const load = parts.shift()
    // One that does not come now is loaded when somebody asks for it.
    if (load)
      page.requestIdleCallback(
        () =>
          void load()
            .catch(() => undefined)
            .then(next),
      )
  }
  next()
}
