/** Loads what opens over the window and takes keys, once the first picture is there and nothing else is to be done. */
export async function loadWhenIdle(page: Pick<Window, 'requestIdleCallback'>): Promise<void> {
  const parts = [
    () => import('../features/composer/slash/slash-list.tsx'),
    () => import('../features/prompt/prompt-dialog.tsx'),
    () => import('../features/sidebar/folder-dialog.tsx'),
    () => import('../features/transcript/turn-menu.tsx'),
  ]
  for (const load of parts) {
    // One after the other: each may find something to be done before it.
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => page.requestIdleCallback(resolve))
    // One that does not come now is loaded when somebody asks for it.
    // oxlint-disable-next-line no-await-in-loop
    await load().catch(() => undefined)
  }
}
