import { rmSync } from 'node:fs'
import type { Page } from 'playwright'
import { launchBrowserFace } from '../../e2e/harness/faces.ts'
import { windowOf } from '../../e2e/specs/support/window.ts'
import type { WireStep } from '../../e2e/wire/round.ts'
import { startWireServer } from '../../e2e/wire/server.ts'
import { answerText } from '../markdown/text.ts'
import { chatName, lengths, longChatsProfile } from '../storage/long-chats.ts'
import { row, type Row } from '../table.ts'

const frameMs = 1000 / 60
const keys = 120
const tokens = 4_000

/**
 * D2: a long chat scrolled, slowly and as fast as a hand flings it. Then, while an answer of 200 tokens a second comes:
 * typing, and the page loaded anew.
 */
export async function windowRows(): Promise<readonly Row[]> {
  const folder = await longChatsProfile()
  const wire = await startWireServer()
  const env = { OPENAI_API_KEY: 'x', OPENAI_BASE_URL: `${wire.url}/v1`, OPENAI_MODEL: 'wire-large' }
  const app = await launchBrowserFace({ profile: folder, env })
  try {
    const scrolled = await scrollRows(app.page)
    wire.script('openai-chat', { type: 'answer', steps: pacedSteps() })
    return [...scrolled, await typingRow(app.page), await reloadRow(app.page)]
  } finally {
    await app.close()
    await wire.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** 200 tokens a second, as far as a timer keeps it. */
function pacedSteps(): readonly WireStep[] {
  const pieces = answerText(tokens, 'mixed').match(/[^]{1,4}/g) ?? []
  return pieces.flatMap((text): WireStep[] => [
    { type: 'text', text },
    { type: 'pause', ms: 4 },
  ])
}

async function scrollRows(page: Page): Promise<readonly Row[]> {
  const [, long] = lengths
  await windowOf(page).session(chatName(long)).click()
  await page.getByText(`Answer ${long - 1}`).waitFor()
  const rows: Row[] = []
  for (const [step, frames] of [
    // At rest: what the machine itself is late with.
    [0, 150],
    [60, 150],
    [700, 90],
  ] as const) {
    const { blank, late } = await page.evaluate(scroll, [step, frames] as const)
    const name = `D2 ${step} px a frame`
    if (step === 0) {
      rows.push(row(`${name}, over 25 ms`, 'frames', late, 'of', frames, ''))
      continue
    }
    rows.push(
      row(`${name}, blank`, 'frames', blank, 'of', frames, '', undefined, 0),
      row(`${name}, over 25 ms`, 'frames', late, 'of', frames, '', 0.01),
    )
  }
  return rows
}

/** Runs in the page: scrolls back, and looks before each picture whether words are in the middle of the view. */
async function scroll([step, frames]: readonly [number, number]): Promise<{ blank: number; late: number }> {
  const scroller = document.querySelector('.transcript-scroll')
  if (!scroller) throw new Error('there is no chat to scroll')
  const view = scroller.getBoundingClientRect()
  const middle = view.top + view.height / 2
  const covers = (turn: Element) => {
    const { top, bottom } = turn.getBoundingClientRect()
    // Between two turns there is room.
    return top - 40 <= middle && bottom + 40 >= middle
  }
  let [blank, late] = [0, 0]
  let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
  for (let frame = 0; frame < frames; frame++) {
    scroller.scrollTop -= step
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
    if (now - last > 25) late++
    last = now
    if (![...scroller.querySelectorAll('.turn')].some(covers)) blank++
  }
  return { blank, late }
}

async function typingRow(page: Page): Promise<Row> {
  const window = windowOf(page)
  await window.newChat()
  await window.ask('Write a lot.')
  await window.transcript.locator('.md').waitFor()
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(globalThis, { keyTimes: times })
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        // The first task behind the picture in which the letter is.
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - timeStamp), 0))
      },
      { capture: true },
    )
  })
  await window.message.pressSequentially('abcdefghi '.repeat(keys / 10), { delay: 50 })
  const times = await page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes)
  const sorted = times.toSorted((a, b) => a - b)
  const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN
  return row('C typing at 200 tokens a second', 'p95', p95, 'a frame and 16 ms', frameMs + 16, 'ms', 1)
}

/** From the loaded page to the answer in it, with all that had come before. */
async function reloadRow(page: Page): Promise<Row> {
  await page.reload()
  const ms = await page.evaluate(async () => {
    while (!document.querySelector('.md')) await new Promise((resolve) => requestAnimationFrame(resolve))
    const [loaded] = performance.getEntriesByType('navigation')
    return performance.now() - (loaded instanceof PerformanceNavigationTiming ? loaded.loadEventStart : 0)
  })
  return row('C reload in an answer', 'shown', ms, 'limit', 500, 'ms', 1)
}
