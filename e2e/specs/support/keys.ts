import { expect, type Page } from '@playwright/test'

/** Presses Tab until the control of this name has the focus, which must be seen. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const focused = page.locator(':focus')
  for (let count = 0; count < 60; count++) {
    await page.keyboard.press('Tab')
    if ((await focused.count()) === 0) continue
    const label = await focused.evaluate(
      (element) => element.getAttribute('aria-label') ?? element.textContent.trim(),
    )
    if (typeof name === 'string' ? label === name : name.test(label)) return expectRing(page)
  }
  throw new Error(`Tab does not come to ${String(name)}`)
}

/** Expects a ring or an outline at what has the focus, or at what stands for it. */
export async function expectRing(page: Page): Promise<void> {
  const ringed = await page.locator(':focus').evaluate((element) => {
    const { boxShadow, outlineStyle, outlineWidth } = getComputedStyle(element)
    return boxShadow !== 'none' || (outlineStyle !== 'none' && outlineWidth !== '0px')
  })
  expect(ringed).toBe(true)
}
