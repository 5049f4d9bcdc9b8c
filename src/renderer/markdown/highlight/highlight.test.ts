import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHighlighter } from './client.ts'
import type { FromWorker, ToWorker } from './protocol.ts'
import { HighlightService } from './service.ts'
import { createTokenizerSource, type TokenizerSource } from './tokenizer.ts'

describe('the worker', () => {
  it('answers a feed in slices of at most 64 lines, without gaps, and guesses at the open line last', async () => {
    const { service, sent } = createService()
    await service.receive({ type: 'open', id: 1, language: 'python' })
    await service.receive({
      type: 'feed',
      id: 1,
      lines: Array.from({ length: 150 }, () => 'x = 1'),
      rest: 'y =',
    })
    const answers = sent.filter((message) => message.type === 'tokens')
    expect(answers.map(({ from, count, more }) => [from, count, more])).toEqual([
      [0, 64, true],
      [64, 64, true],
      [128, 22, false],
    ])
    expect(answers.map(({ rest }) => rest !== undefined)).toEqual([false, false, true])
  })

  it('ends a slice when its time is over', async () => {
    const { service, sent } = createService({ millisecondsPerLook: 10 })
    await service.receive({ type: 'open', id: 1, language: 'python' })
    await service.receive({ type: 'feed', id: 1, lines: ['a', 'b'], rest: '' })
    expect(sent.map((message) => message.type === 'tokens' && message.count)).toEqual([1, 1])
  })

  it('says that a fence is plain when there is no grammar, or when it fails to load', async () => {
    const failing = { create: () => Promise.reject(new Error('no chunk')) }
    for (const source of [createTokenizerSource(), failing]) {
      const { service, sent } = createService({ source })
      await service.receive({ type: 'open', id: 7, language: 'klingon' })
      await service.receive({ type: 'feed', id: 7, lines: ['a'], rest: '' })
      expect(sent).toEqual([{ type: 'plain', id: 7 }])
    }
  })

  it('sends nothing more for a fence that was closed between two slices', async () => {
    const { service, sent } = createService({
      onPause: (running) => running.receive({ type: 'close', id: 1 }),
    })
    await service.receive({ type: 'open', id: 1, language: 'python' })
    await service.receive({ type: 'feed', id: 1, lines: Array.from({ length: 200 }, () => 'x'), rest: '' })
    expect(sent).toHaveLength(1)
  })
})

describe('the page', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('has one feed under way per fence and then sends only what is new', () => {
    const worker = new FakeWorker()
    const session = createHighlighter(() => worker.asWorker()).open('ts', () => {})
    const lines = ['a']
    session.update(lines, 'b')
    lines.push('b1', 'b2')
    session.update(lines, 'c')
    session.update(lines, 'cc')
    expect(worker.feeds()).toEqual([[['a'], 'b']])
    worker.answer({
      type: 'tokens',
      id: 1,
      from: 0,
      count: 1,
      data: new Uint32Array(),
      rest: undefined,
      more: true,
    })
    expect(worker.feeds()).toHaveLength(1)
    worker.answer({
      type: 'tokens',
      id: 1,
      from: 1,
      count: 0,
      data: new Uint32Array(),
      rest: undefined,
      more: false,
    })
    vi.runAllTimers()
    expect(worker.feeds().at(-1)).toEqual([['b1', 'b2'], 'cc'])
  })

  it('feeds a fence at most thirty times a second, and leaves out nothing at its end', () => {
    const worker = new FakeWorker()
    const session = createHighlighter(() => worker.asWorker()).open('ts', () => {})
    const lines: string[] = []
    for (let frame = 0; frame < 60; frame++) {
      lines.push(`line ${frame}`)
      session.update(lines, '')
      worker.answer(finished)
      vi.advanceTimersByTime(1000 / 60)
    }
    vi.runAllTimers()
    expect(worker.feeds().length).toBeLessThanOrEqual(31)
    expect(worker.feeds().flatMap(([sent]) => sent)).toEqual(lines)
  })

  it('feeds nothing after a session was closed', () => {
    const worker = new FakeWorker()
    const session = createHighlighter(() => worker.asWorker()).open('ts', () => {})
    session.update(['a'], '')
    worker.answer(finished)
    session.update(['a', 'b'], '')
    session.close()
    vi.runAllTimers()
    expect(worker.feeds()).toHaveLength(1)
  })

  it('sends nothing for a fence that the worker calls plain', () => {
    const worker = new FakeWorker()
    const session = createHighlighter(() => worker.asWorker()).open('klingon', () => {})
    session.update(['a'], '')
    worker.answer({ type: 'plain', id: 1 })
    session.update(['a', 'b'], '')
    expect(worker.feeds()).toHaveLength(1)
  })

  it('drops answers to a session that was closed', () => {
    const worker = new FakeWorker()
    let calls = 0
    const session = createHighlighter(() => worker.asWorker()).open('ts', () => calls++)
    session.close()
    session.close()
    worker.answer(finished)
    expect(calls).toBe(0)
    expect(worker.sent.filter((message) => message.type === 'close')).toHaveLength(1)
  })

  it('starts one worker with the first fence and ends it once', () => {
    const worker = new FakeWorker()
    let spawned = 0
    const highlighter = createHighlighter(() => {
      spawned++
      return worker.asWorker()
    })
    expect(spawned).toBe(0)
    highlighter.open('ts', () => {})
    const second = highlighter.open('py', () => {})
    highlighter.close()
    highlighter.close()
    second.update(['a'], '')
    second.close()
    expect([spawned, worker.terminated, worker.sent.length]).toEqual([1, 1, 2])
  })
})

/** What ends a feed to the first fence and colours nothing. */
const finished = {
  type: 'tokens',
  id: 1,
  from: 0,
  count: 0,
  data: new Uint32Array(),
  rest: undefined,
  more: false,
} as const

type ServiceOptions = {
  readonly source?: TokenizerSource
  readonly millisecondsPerLook?: number
  readonly onPause?: (service: HighlightService) => Promise<void>
}

function createService({
  source = createTokenizerSource(),
  millisecondsPerLook = 0,
  onPause,
}: ServiceOptions = {}) {
  const sent: FromWorker[] = []
  let time = 0
  const service: HighlightService = new HighlightService(source, {
    send: (message) => sent.push(message),
    now: () => (time += millisecondsPerLook),
    pause: () => onPause?.(service) ?? Promise.resolve(),
  })
  return { service, sent }
}

class FakeWorker extends EventTarget {
  readonly sent: ToWorker[] = []
  terminated = 0

  postMessage(message: ToWorker): void {
    this.sent.push(message)
  }

  terminate(): void {
    this.terminated++
  }

  answer(message: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }))
  }

  feeds(): (readonly [readonly string[], string])[] {
    return this.sent.flatMap((message) =>
      message.type === 'feed' ? [[message.lines, message.rest] as const] : [],
    )
  }

  /** The client uses these three members of a worker and no other. */
  asWorker(): Worker {
    return Object.assign(this, { onmessage: null, onmessageerror: null, onerror: null })
  }
}
