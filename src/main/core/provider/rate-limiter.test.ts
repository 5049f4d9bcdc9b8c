import { describe, expect, test } from 'vitest'
import type { RateLimits } from '../../../contract/provider-limits.ts'
import type { ModelWait } from '../ports/model-client.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { createRateLimiter, type Admitted } from './rate-limiter.ts'

const signal = new AbortController().signal

function setUp(rates: RateLimits) {
  const clock = createFakeClock()
  const limiter = createRateLimiter(clock)
  limiter.allow(rates)
  const begun: string[] = []
  const waits: (ModelWait | undefined)[] = []
  const admitted = new Map<string, Admitted>()
  const onWait = (wait: ModelWait | undefined) => void waits.push(wait)
  /** Asks under a name that begins with the letter of its session. */
  const ask = (name: string, { tokens = 0, until = signal } = {}) => {
    return limiter.enter({ sessionId: name.charAt(0), tokens, signal: until, onWait }).then((entry) => {
      if (entry) begun.push(name)
      if (entry) admitted.set(name, entry)
      return entry
    })
  }
  const leave = async (name: string, tokens?: number) => {
    admitted.get(name)?.leave(tokens)
    await settled()
  }
  const pass = async (ms: number) => {
    clock.advance(ms)
    await settled()
  }
  return { clock, limiter, begun, waits, ask, leave, pass }
}

/** What was decided has reached everybody. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

describe('S2-11 requests a minute', () => {
  test('60 begin at once, the next one when the first is a minute old', async () => {
    const { begun, ask, pass, waits } = setUp({ requestsPerMinute: 60 })
    for (let n = 0; n < 60; n++) await ask(`a${n}`)
    await pass(20_000)
    void ask('a60')
    await pass(39_999)
    expect(begun).toHaveLength(60)
    expect(waits).toEqual([{ limit: 'requestsPerMinute', count: 60 }])
    await pass(1)
    expect(begun.at(-1)).toBe('a60')
    expect(waits.at(-1)).toBeUndefined()
  })

  test('over ten minutes never more than that in any minute, and no less than could be', async () => {
    const { clock, begun, ask, pass } = setUp({ requestsPerMinute: 5 })
    const times: number[] = []
    for (let n = 0; n < 50; n++) void ask(`a${n}`).then(() => times.push(clock.elapsed()))
    await settled()
    for (let step = 0; step < 540; step++) await pass(1_000)
    expect(begun).toHaveLength(50)
    const gaps = times.slice(5).map((at, index) => at - (times[index] ?? 0))
    expect(Math.min(...gaps)).toBe(60_000)
  })

  test('PV-64 a jump of the time of day lets nobody in', async () => {
    const { clock, begun, ask, pass } = setUp({ requestsPerMinute: 1 })
    await ask('a1')
    void ask('a2')
    clock.setTimeOfDay(86_400_000)
    await pass(59_999)
    expect(begun).toEqual(['a1'])
    await pass(1)
    expect(begun).toEqual(['a1', 'a2'])
  })
})

describe('S2-11 tokens a minute', () => {
  test('what was estimated is corrected by what was used', async () => {
    const { begun, ask, leave, pass, waits } = setUp({ tokensPerMinute: 1000 })
    await ask('a1', { tokens: 900 })
    void ask('a2', { tokens: 200 })
    await settled()
    expect(waits).toEqual([{ limit: 'tokensPerMinute', count: 1000 }])
    await leave('a1', 300)
    expect(begun).toEqual(['a1', 'a2'])
    await leave('a2', 5000)
    void ask('a3', { tokens: 1 })
    await pass(59_999)
    expect(begun).toHaveLength(2)
    await pass(1)
    expect(begun).toHaveLength(3)
  })

  test('a request larger than a whole minute begins when it is alone', async () => {
    const { begun, ask, pass } = setUp({ tokensPerMinute: 1000 })
    await ask('a1', { tokens: 10 })
    void ask('b1', { tokens: 50_000 })
    await pass(60_000)
    expect(begun).toEqual(['a1', 'b1'])
  })
})

describe('S2-11 requests at a time', () => {
  test('sessions take turns, and within one who came first goes first', async () => {
    const { begun, ask, leave } = setUp({ concurrentRequests: 1 })
    await ask('a0')
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) void ask(name)
    for (let n = 0; n < 6; n++) await leave(begun.at(-1) ?? '')
    expect(begun).toEqual(['a0', 'a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
  })

  test('who is cancelled in the queue frees the place, and takes none', async () => {
    const { begun, ask, leave, clock } = setUp({ concurrentRequests: 1 })
    const stop = new AbortController()
    await ask('a0')
    const given = ask('a1', { until: stop.signal })
    void ask('b1')
    stop.abort()
    expect(await given).toBeUndefined()
    await leave('a0')
    expect(begun).toEqual(['a0', 'b1'])
    expect(await ask('c1', { until: AbortSignal.abort() })).toBeUndefined()
    await leave('b1')
    expect(clock.waiting()).toBe(0)
  })

  test('to leave twice frees one place', async () => {
    const { begun, ask, leave } = setUp({ concurrentRequests: 1 })
    await ask('a0')
    for (const name of ['b1', 'c1']) void ask(name)
    await leave('a0')
    await leave('a0')
    expect(begun).toEqual(['a0', 'b1'])
  })

  test('a limit that is raised or taken away counts at once', async () => {
    const { limiter, begun, ask } = setUp({ concurrentRequests: 1 })
    for (const name of ['a0', 'b1', 'c1', 'd1']) void ask(name)
    await settled()
    limiter.allow({ concurrentRequests: 2 })
    await settled()
    expect(begun).toEqual(['a0', 'b1'])
    limiter.allow({})
    await settled()
    expect(begun).toEqual(['a0', 'b1', 'c1', 'd1'])
  })
})
