import { chromium, type Browser } from 'playwright'
import { chromiumLaunchOptions } from '../../e2e/chromium.ts'
import { heapsOver, measureStream, type Measured, type Scenario } from '../markdown/measure.ts'
import { servePeersPage } from '../markdown/serve.ts'
import type { TextKind } from '../markdown/text.ts'
import { median } from '../stats.ts'
import { row, type Row } from '../table.ts'

const us = 'parley'
const peer = 'streamdown'
const others = ['markstream', 'react-markdown']
const rates = [1000, 200, 50]
const messages = 10

/** Of a long answer the end is streamed: what an update costs there is what matters. */
const scenario = (tokens: number, rate: number, streamed: number, kind: TextKind = 'mixed'): Scenario => ({
  tokens,
  rate,
  shown: Math.max(0, tokens - streamed),
  kind,
})

const short = (rate: number) => scenario(2_000, rate, rate === 1000 ? 2_000 : rate * 4)
const long = (rate: number) => scenario(20_000, rate, rate === 1000 ? 2_000 : rate * 4)
const shortFence = scenario(4_000, 200, 600, 'fence')
const longFence = scenario(20_000, 200, 600, 'fence')

/** C1 to C5, C9, C10: an answer that grows on the screen, in Chromium, against the ready-made pieces. */
export async function renderRows(): Promise<readonly Row[]> {
  const page = await servePeersPage()
  const browser = await chromium.launch(chromiumLaunchOptions())
  try {
    return await measureAll(browser, page.url)
  } finally {
    await browser.close()
    page.close()
  }
}

async function measureAll(browser: Browser, url: string): Promise<readonly Row[]> {
  const run = (each: Scenario, names: readonly string[], rounds: number) =>
    inTurn(browser, url, each, names, rounds)
  const all = [us, peer, ...others]
  const rows: Row[] = []
  for (const rate of rates) {
    const fast = rate === 1000
    const names = fast ? all : [us, peer]
    const at2 = await run(short(rate), names, fast ? 3 : 2)
    const at20 = await run(long(rate), names, fast ? 3 : 2)
    rows.push(...streamRows(rate, at2, at20))
    if (fast) rows.push(...longAnswerRows(at2, at20))
  }
  rows.push(...fenceRows(await run(shortFence, all, 2), await run(longFence, all, 2)))
  const heaps = await heapsOver(browser, url, us, short(1000), messages)
  const [first = 0] = heaps.slice(1)
  rows.push(
    row(`C10 after ${messages} answers`, us, heaps.at(-1) ?? Number.NaN, 'after two', first, 'MB', 1.1),
  )
  return rows
}

type Results = ReadonlyMap<string, Measured>

/** Each variant in turn, round by round; the medians of what was measured. */
async function inTurn(
  browser: Browser,
  url: string,
  each: Scenario,
  names: readonly string[],
  rounds: number,
): Promise<Results> {
  const seen = new Map<string, Measured[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const name of names) seen.get(name)?.push(await measureStream(browser, url, name, each))
  }
  return new Map([...seen].map(([name, measured]) => [name, mediansOf(measured)]))
}

function mediansOf(measured: readonly Measured[]): Measured {
  const of = (key: keyof Measured) => median(measured.map((each) => each[key]))
  return {
    script: of('script'),
    tasks: of('tasks'),
    perUpdate: of('perUpdate'),
    worstFrame: of('worstFrame'),
    longTasks: of('longTasks'),
    lag: of('lag'),
    heap: of('heap'),
  }
}

function valueOf(results: Results, name: string, key: keyof Measured): number {
  return results.get(name)?.[key] ?? Number.NaN
}

function streamRows(rate: number, at2: Results, at20: Results): readonly Row[] {
  const sizes = [
    { words: '2,000', results: at2, share: rate === 50 ? 0.4 : 0.25 },
    { words: '20,000', results: at20, share: rate === 50 ? 0.4 : 0.15 },
  ]
  return sizes.flatMap(({ words, results, share }) => {
    const ours = (key: keyof Measured) => valueOf(results, us, key)
    const name = (id: string) => `${id} ${words} at ${rate}`
    // At 50 a second each piece is a frame of its own for either side, so that updates can be compared.
    const script = rate === 50 ? 'perUpdate' : 'script'
    return [
      row(name('C2'), 'script', ours(script), peer, valueOf(results, peer, script), 'ms', share),
      row(
        name('C3 long tasks,'),
        us,
        ours('longTasks'),
        peer,
        valueOf(results, peer, 'longTasks'),
        '',
        undefined,
        0,
      ),
      row(name('C3 worst frame,'), us, ours('worstFrame'), 'limit', 34, 'ms', 1),
      row(name('C5 lag,'), us, ours('lag'), 'limit', 50, 'ms', 1),
    ]
  })
}

function longAnswerRows(at2: Results, at20: Results): readonly Row[] {
  const grown = [us, peer, ...others].map((name) =>
    row(
      'C1 update, 20,000',
      name,
      valueOf(at20, name, 'perUpdate'),
      'of 2,000',
      valueOf(at2, name, 'perUpdate'),
      'ms',
      name === us ? 1.2 : undefined,
    ),
  )
  const [ours, theirs] = [valueOf(at20, us, 'tasks'), valueOf(at20, peer, 'tasks')]
  return [
    ...grown,
    row('C9 all tasks, 20,000', us, ours, 'of 2,000', valueOf(at2, us, 'tasks'), 'ms', 1.75),
    row('C9 all tasks', us, ours, peer, theirs, 'ms', 0.5),
    row('C10 heap, 20,000', us, valueOf(at20, us, 'heap'), peer, valueOf(at20, peer, 'heap'), 'MB', 0.5),
  ]
}

function fenceRows(at4: Results, at20: Results): readonly Row[] {
  const rows = [us, peer, ...others].map((name) =>
    row(
      'C4 a fence of 20,000',
      name,
      valueOf(at20, name, 'perUpdate'),
      'of 4,000',
      valueOf(at4, name, 'perUpdate'),
      'ms',
      name === us ? 1.25 : undefined,
    ),
  )
  const tasks = (name: string) => valueOf(at20, name, 'longTasks')
  return [...rows, row('C4 long tasks', us, tasks(us), peer, tasks(peer), '', undefined, 0)]
}
