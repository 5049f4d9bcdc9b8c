import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { test, type Page } from '@playwright/test'
import { expect } from '../../harness/fixtures.ts'
import { blocksOf, type Box, type Pixels } from './blocks.ts'
import { differencesOf, type Difference } from './compare.ts'
import { measureFonts, otherFonts } from './fonts.ts'
import { pngOf, readFonts, readPicture, readReference, writeFonts, writeReference } from './reference.ts'
import { enlarged, framed } from './shown-difference.ts'

/** Whether what is on the screen now is right, and becomes the reference where it is another. */
export const accepting = process.env['ACCEPT_SCREENS'] === '1'

/** How long a journey waits in all for what comes late, such as the colours of code. */
const PATIENCE_MS = 60_000
const SCREEN_LIMIT_MS = 20_000
// Where there is nothing to be equal to: until nothing more comes.
const SETTLED_MS = 4_000
const MOST_PLACES = 4

const root = join(import.meta.dirname, '..', '..', '..')
const folder = join(root, 'e2e', 'screenshots', 'differences')

/** A screen that is to look as it did. */
export interface Shown {
  readonly screen: string
  /** The look, in words. */
  readonly look: string
  readonly take: () => Promise<Buffer>
  /** What is not compared. */
  readonly hidden: () => Promise<readonly Box[]>
}

/** Fails the test softly, with a sentence, where the screen does not look as it did. */
export type Compare = (shown: Shown) => Promise<void>

/** What compares the screens of this window, or none where it draws with other letters than the references. */
export async function openComparison(page: Page, face: string): Promise<Compare | undefined> {
  const reason =
    face === 'double' ? await reasonOfFonts(page) : `the face “${face}” draws with a browser of its own`
  if (reason === undefined) {
    const patience = { leftMs: PATIENCE_MS }
    return (shown) => compare(page, shown, patience)
  }
  if (accepting)
    throw new Error(`Nothing is accepted: ${reason}. Remove e2e/tour/reference to accept every screen anew.`)
  test.info().annotations.push({ type: 'not compared', description: reason })
  return undefined
}

async function reasonOfFonts(page: Page): Promise<string | undefined> {
  const [fonts, before] = [await measureFonts(page), await readFonts()]
  if (accepting && !before) await writeFonts(fonts)
  const others = otherFonts(before ?? fonts, fonts)
  return others.length === 0 ? undefined : `these fonts are not those of the references: ${others.join(', ')}`
}

interface Seen {
  readonly png: Buffer
  readonly picture: Pixels
  readonly blocks: Pixels
  readonly differences: readonly Difference[]
  /** What is to be said of it. */
  readonly faults: readonly string[]
}

async function compare(page: Page, shown: Shown, patience: { leftMs: number }): Promise<void> {
  const reference = await readReference(shown.screen)
  let seen = await see(shown, reference)
  const timeout = accepting ? SETTLED_MS : Math.min(patience.leftMs, SCREEN_LIMIT_MS)
  if (seen.faults.length > 0 && timeout > 0) {
    const begun = performance.now()
    const again = async (): Promise<readonly string[]> => (seen = await see(shown, reference)).faults
    await expect
      .poll(again, { timeout, intervals: [100, 250, 500, 1000] })
      .toEqual([])
      .catch(() => undefined)
    patience.leftMs -= performance.now() - begun
  }
  const kept = join(folder, shown.screen)
  await rm(kept, { recursive: true, force: true })
  if (seen.faults.length === 0) return
  if (accepting) {
    await writeReference(shown.screen, seen.blocks)
    console.log(`accepted ${shown.screen}: ${seen.faults[0] ?? ''}`)
    return
  }
  await keep(kept, seen, reference)
  const places = seen.differences.slice(0, MOST_PLACES)
  const names = await Promise.all(places.map((place) => nameAt(page, place)))
  const said = seen.faults.map((fault, at) => (names[at] ? `${fault}, at ${names[at]}` : fault))
  const advice = `See ${relative(root, kept)}. If it is meant: npm run screens:accept`
  expect
    .soft(said, `The screen “${shown.screen}” (${shown.look}) does not look as it did. ${advice}`)
    .toEqual([])
}

async function see({ take, hidden }: Shown, reference: Pixels | undefined): Promise<Seen> {
  const png = await take()
  const boxes = await hidden()
  const picture = readPicture(png)
  const blocks = blocksOf(picture, boxes)
  const seen = { png, picture, blocks }
  if (!reference) return { ...seen, differences: [], faults: ['it has no reference'] }
  if (reference.width !== blocks.width || reference.height !== blocks.height)
    return { ...seen, differences: [], faults: ['the reference has another size'] }
  const differences = differencesOf(reference, blocks)
  return { ...seen, differences, faults: differences.slice(0, MOST_PLACES).map(sentenceOf) }
}

function sentenceOf({ x, y, width, height, blocks, before, now }: Difference): string {
  return `x ${x}–${x + width}, y ${y}–${y + height}: ${blocks} blocks were about ${before} and are ${now}`
}

/** What stands in the middle of that place, as its element. */
function nameAt(page: Page, { x, y, width, height }: Difference): Promise<string> {
  return page.evaluate(
    ([left, top]) => {
      const element = document.elementFromPoint(left, top)
      if (!element) return ''
      const text = element.getAttribute('aria-label') ?? element.textContent ?? ''
      const classes = [...element.classList].map((name) => `.${name}`).join('')
      return `${element.localName}${classes} “${text.trim().slice(0, 40)}”`
    },
    [x + width / 2, y + height / 2] as const,
  )
}

async function keep(kept: string, { png, picture, differences }: Seen, reference?: Pixels): Promise<void> {
  await mkdir(kept, { recursive: true })
  await writeFile(join(kept, 'now.png'), png)
  if (!reference) return
  await writeFile(join(kept, 'before.png'), pngOf(enlarged(reference)))
  await writeFile(join(kept, 'difference.png'), pngOf(framed(picture, differences)))
}
