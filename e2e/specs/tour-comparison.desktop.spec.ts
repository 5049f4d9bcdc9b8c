import type { Page } from '@playwright/test'
import { expect, test } from '../harness/fixtures.ts'
import { drawn, show, sizes, type Theme } from '../tour/looks.ts'
import { blocksOf, type Pixels } from '../tour/pictures/blocks.ts'
import { differencesOf } from '../tour/pictures/compare.ts'
import { readPicture } from '../tour/pictures/reference.ts'

interface Accident {
  readonly what: string
  readonly at: string
  readonly set: string
  readonly to: string
}

/** What may happen to the styles of a window without anybody meaning it. */
const accidents: Readonly<Partial<Record<Theme, readonly Accident[]>>> = {
  light: [
    { what: 'the composer has 24 pixels more inside', at: '.composer', set: 'padding-top', to: '24px' },
    { what: 'an icon is gone', at: '[aria-label="Trash"]', set: 'visibility', to: 'hidden' },
    {
      what: 'an icon stands 24 pixels beside its place',
      at: '[aria-label="Trash"]',
      set: 'translate',
      to: '-24px',
    },
    { what: 'a line lies over the next', at: 'h1', set: 'translate', to: '0 24px' },
    { what: 'a surface has the colour of another', at: ':root', set: '--surface', to: '#f4f4f1' },
    { what: 'a button has the colour of danger', at: ':root', set: '--accent', to: 'var(--danger)' },
  ],
  dark: [{ what: 'a surface stays light', at: ':root', set: '--surface-chrome', to: '#f6f6f4' }],
}

test('an accident with the styles of a window is found in its picture, and nothing once it is undone', async ({
  launch,
}) => {
  test.setTimeout(240_000)
  const { page } = await launch({ reducedMotion: 'reduce' })
  await expect(page.getByText('Connect a model')).toBeVisible()
  for (const theme of ['light', 'dark'] as const) {
    await show(page, { theme, size: sizes[0] })
    const before = await take(page)
    const places = async (): Promise<number> => differencesOf(before, await take(page)).length
    for (const accident of accidents[theme] ?? []) {
      await style(page, accident)
      await expect.poll(places, accident.what).toBeGreaterThan(0)
      await style(page, { ...accident, to: '' })
    }
    await expect.poll(places, 'all of it is undone').toBe(0)
  }
})

async function take(page: Page): Promise<Pixels> {
  await drawn(page)
  return blocksOf(readPicture(await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' })))
}

function style(page: Page, { at, set, to }: Accident): Promise<void> {
  return page
    .locator(at)
    .first()
    .evaluate((element: HTMLElement, [name, value]) => element.style.setProperty(name, value), [
      set,
      to,
    ] as const)
}
