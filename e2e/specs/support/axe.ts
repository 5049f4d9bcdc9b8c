import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

// Chromium lets Tab come to whatever scrolls and holds nothing that takes the focus; keyboard.desktop.spec.ts proves it.
const DONE_BY_CHROMIUM = 'scrollable-region-focusable'
// What opens over the window is a menu, a list or a dialog of its own and lies in no landmark.
const NOT_FOR_POPUPS = 'region'
const POPUP = '[role="menu"], [role="listbox"]'
// So does a tip, which may come while axe looks.
const TIP = '[data-base-ui-portal]:has(.tooltip-place)'
// Stand at both ends of a popup and hand the focus on, so nobody stays on them.
const FOCUS_GUARDS = '[data-base-ui-focus-guard]'

// What the builder runs before it asks: axe itself, half a megabyte, which costs more than all of its rules.
const NO_SOURCE = 'undefined;'

/** Expects that axe finds nothing wrong with what is on the screen now, `unasked` left out. */
export async function expectAccessible(
  page: Page,
  screen: string,
  unasked: readonly string[] = [],
): Promise<void> {
  const popups = await page.locator(POPUP).count()
  const { violations } = await new AxeBuilder({ page, ...((await hasAxe(page)) && { axeSource: NO_SOURCE }) })
    // The other mode opens a page of its own, which the app refuses as it refuses every other window.
    .setLegacyMode(true)
    // Of what is right, nothing but the first is written down.
    .options({ resultTypes: ['violations'] })
    .exclude(FOCUS_GUARDS)
    .exclude(TIP)
    .disableRules([DONE_BY_CHROMIUM, ...(popups > 0 ? [NOT_FOR_POPUPS] : []), ...unasked])
    .analyze()
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    at: nodes.map(({ target, failureSummary }) => `${String(target)}: ${failureSummary ?? ''}`),
  }))
  expect.soft(found, screen).toEqual([])
}

// A frame inside needs an axe of its own.
async function hasAxe(page: Page): Promise<boolean> {
  return page.frames().length === 1 && (await page.evaluate(() => 'axe' in globalThis))
}
