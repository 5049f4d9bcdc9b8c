import type { Page } from '@playwright/test'

/** Resolves once the page has said these words, however soon they are gone again. Ask before what brings them. */
export function appears(page: Page, words: string): Promise<void> {
  return page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => look())
        const look = (): void => {
          if (!document.body.textContent.includes(wanted)) return
          observer.disconnect()
          resolve()
        }
        observer.observe(document.body, { childList: true, characterData: true, subtree: true })
        look()
      }),
    words,
  )
}
