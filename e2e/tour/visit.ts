import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Launch } from '../harness/fixtures.ts'
import { expectAccessible } from '../specs/support/axe.ts'
import { environmentFor } from '../specs/support/providers.ts'
import type { WireServer } from '../wire/server.ts'
import { changingBoxes } from './pictures/hidden.ts'
import { openComparison, type Compare } from './pictures/comparison.ts'
import { layoutFaults, shownTexts } from './faults.ts'
import { drawn, looksOf, modeOf, show, type Look } from './looks.ts'
import type { Box } from './pictures/blocks.ts'
import { stageOf, type Journey, type Screen, type Stage } from './stage.ts'
import { englishAmong, wordsOf, type TourLanguage } from './words.ts'

const folder = join(import.meta.dirname, '..', 'screenshots', 'tour')
const start: Look = { theme: 'light', size: { width: 1280, height: 800 } }

/** What the clock says when a journey begins, so that its pictures are of one day. */
const START = Date.UTC(2026, 5, 17, 10)

// The marks around each text of this language part what a button says from the rest of its name.
const NOT_FOR_MARKED_TEXTS = 'label-content-name-mismatch'

export interface Visit {
  readonly journey: Journey
  readonly language: TourLanguage
  /** In every look, or each screen in one, of which the first has this number. */
  readonly looks: 'all' | number
  readonly launch: Launch
  readonly profile: string
  readonly wire: WireServer
}

/** Goes through all screens of a journey, saves a picture of each, and looks for what is wrong with it. */
export async function visit({ journey, language, looks, launch, profile, wire }: Visit): Promise<void> {
  await journey.prepare?.(profile, START)
  const settings = { version: 1, language, theme: 'light', ...journey.settings }
  await writeFile(join(profile, 'settings.json'), JSON.stringify(settings))
  const env = journey.provider ? environmentFor('openai-chat', wire) : {}
  const { face, page } = await launch({
    reducedMotion: 'reduce',
    colorScheme: 'light',
    env: { ...env, TZ: 'UTC' },
    now: START,
  })
  const stage = stageOf({ page, wire, profile, words: wordsOf(language) })
  page.setDefaultTimeout(10_000)
  await expect(stage.message).toBeVisible()
  const compare = looks === 'all' ? undefined : await openComparison(page, face)
  for (const [index, screen] of journey.screens.entries()) {
    await screen.go?.(stage)
    await expect(screen.shows(stage)).toBeVisible()
    for (const look of looksOf(language, looks === 'all' ? 'all' : looks + index, screen.wideOnly)) {
      await show(page, look)
      if (!(await screen.shows(stage).isVisible())) await screen.again?.(stage)
      await expect.soft(screen.shows(stage), `${screen.name} in ${modeOf(language, look)}`).toBeVisible()
      // In the corner, where nothing answers to it, whatever the size has brought below it.
      await page.mouse.move(1, 1)
      await lookAt({ stage, screen, language, look, compare })
    }
    await show(page, start)
    await screen.leave?.(stage)
  }
}

interface LookedAt {
  readonly stage: Stage
  readonly screen: Screen
  readonly language: TourLanguage
  readonly look: Look
  readonly compare: Compare | undefined
}

async function lookAt({ stage, screen, language, look, compare }: LookedAt): Promise<void> {
  const { page } = stage
  const mode = modeOf(language, look)
  const size = `${look.size.width}x${look.size.height}`
  const where = `${screen.name} in ${mode} at ${size}`
  const path = join(folder, mode, size, `${screen.name}.png`)
  const take = async (): Promise<Buffer> => {
    if (compare) await closeToasts(stage, screen)
    await screen.top?.(stage).evaluate((element) => element.scrollIntoView({ block: 'start' }))
    return page.screenshot({ path, animations: 'disabled', caret: 'hide', scale: 'css' })
  }
  const hidden = (): Promise<readonly Box[]> => changingBoxes(page, screen.shows(stage), stage.profile)
  if (compare && !screen.ofThisMachine)
    await compare({ screen: screen.name, look: `${mode}, ${size}`, take, hidden })
  else await take()
  expect.soft(await layoutFaults(page), where).toEqual([])
  if (language === 'en-XA') expect.soft(englishAmong(await shownTexts(page)), where).toEqual([])
  await expectAccessible(page, where, language === 'en-XA' ? [NOT_FOR_MARKED_TEXTS] : [])
}

/** Closes what would go by itself after a while, but for what the screen is there to show. */
async function closeToasts(stage: Stage, screen: Screen): Promise<void> {
  const subject = await screen.shows(stage).first().elementHandle()
  await stage.page.evaluate((kept) => {
    for (const toast of document.querySelectorAll('.toast'))
      if (!toast.contains(kept)) [...toast.querySelectorAll('button')].at(-1)?.click()
  }, subject)
  await subject?.dispose()
  await drawn(stage.page)
}
