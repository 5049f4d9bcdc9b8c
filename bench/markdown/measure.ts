import type { Browser, CDPSession, Page } from 'playwright'
import type { Seen } from './page.tsx'
import type { TextKind } from './text.ts'

/** One answer as it comes: `shown` of its `tokens` are there before, the rest comes at `rate` a second. */
export interface Scenario {
  readonly tokens: number
  readonly rate: number
  readonly shown: number
  readonly kind: TextKind
}

export interface Measured {
  /** Milliseconds in all. */
  readonly script: number
  readonly tasks: number
  /** Milliseconds of script for each update. */
  readonly perUpdate: number
  readonly worstFrame: number
  readonly longTasks: number
  readonly lag: number
  /** Megabytes that live when it is over. */
  readonly heap: number
}

/** Streams one scenario into one variant, in a page of its own. */
export async function measureStream(
  browser: Browser,
  url: string,
  variant: string,
  scenario: Scenario,
): Promise<Measured> {
  const page = await openPage(browser, url, variant, scenario)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const before = await metricsOf(session)
  const seen = await page.evaluate(async (rate) => window.stream?.(rate), scenario.rate)
  const after = await metricsOf(session)
  const heap = await liveHeap(session)
  await page.close()
  return summaryOf(seen, before, after, heap)
}

/** The megabytes that live after each of `count` further answers. */
export async function heapsOver(
  browser: Browser,
  url: string,
  variant: string,
  scenario: Scenario,
  count: number,
): Promise<readonly number[]> {
  const page = await openPage(browser, url, variant, scenario)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const heaps: number[] = []
  for (let round = 0; round < count; round++) {
    await page.evaluate(async () => window.cycle?.())
    heaps.push(await liveHeap(session))
  }
  await page.close()
  return heaps
}

async function openPage(browser: Browser, url: string, variant: string, scenario: Scenario): Promise<Page> {
  const { tokens, shown, kind } = scenario
  const page = await browser.newPage({ viewport: { width: 1000, height: 820 } })
  page.on('pageerror', (error) => console.error(`${variant}: ${error.message}`))
  await page.goto(`${url}?variant=${variant}&tokens=${tokens}&shown=${shown}&kind=${kind}`)
  await page.waitForFunction(() => window.stream !== undefined)
  // One reads along at the end, and what is shown before is drawn and coloured; nothing tells when a peer is ready with it.
  await page.evaluate(() => document.querySelector('#box')?.scrollTo(0, 1e9))
  await page.waitForTimeout(shown > 0 ? 2500 : 500)
  return page
}

type Metrics = ReadonlyMap<string, number>

async function metricsOf(session: CDPSession): Promise<Metrics> {
  const { metrics } = await session.send('Performance.getMetrics')
  return new Map(metrics.map(({ name, value }) => [name, value]))
}

async function liveHeap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  return ((await metricsOf(session)).get('JSHeapUsedSize') ?? Number.NaN) / 1e6
}

function summaryOf(seen: Seen | undefined, before: Metrics, after: Metrics, heap: number): Measured {
  if (!seen) throw new Error('the page has nothing to stream into')
  const spent = (name: string) => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1000
  const script = spent('ScriptDuration')
  return {
    script,
    tasks: spent('TaskDuration'),
    perUpdate: script / seen.updates,
    worstFrame: Math.max(...seen.frames),
    longTasks: seen.longTasks.length,
    lag: seen.lag,
    heap,
  }
}
