import { beforeEach, describe, expect, test } from 'vitest'
import { callIdOf } from '../../../contract/id.ts'
import type { FinishReason } from '../../../contract/message.ts'
import type { RunApprovals } from '../approval/approvals.ts'
import type { ModelEvent } from '../ports/model-client.ts'
import { failureOf } from '../errors.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { fakeToolSource, startFixture } from '../testing/live-run-fixture.ts'
import { calling, createScriptedModel, saying, type ScriptedRound } from '../testing/scripted-model.ts'
import { historyOf } from './history.ts'

type Asked = readonly [id: string, name: string, text: string]

let clock: FakeClock
beforeEach(() => {
  clock = createFakeClock()
})
const parallel = { options: { parallelTools: true } }
/** The model takes longer to write on than calls wait that are ready. */
const pause = async () => clock.advance(10)
const ready = ([id, name, text]: Asked): readonly ModelEvent[] => [
  { type: 'tool-call-delta', callId: callIdOf(id), name, argumentsText: text },
  { type: 'tool-call-ready', call: { id: callIdOf(id), name, arguments: text } },
]
const ending = (reason: FinishReason, ...calls: readonly Asked[]): ScriptedRound =>
  calling(...calls).map((event) => ('finishReason' in event ? { ...event, finishReason: reason } : event))
const told = (live: { events(): readonly { type: string }[] }) =>
  live
    .events()
    .filter(({ type }) => type.startsWith('tool-call-') && type !== 'tool-call-delta')
    .map((event) => {
      const id = 'callId' in event ? event.callId : 'call' in event && (event.call as { id: string }).id
      return `${event.type.slice('tool-call-'.length)} ${String(id)}`
    })

/** `look` reads, `change` acts; each gives its arguments back, `look` once the gate is open. */
function gatedTools(gate: Promise<void>) {
  const ran: string[] = []
  const look = fakeToolSource({ look: async (text) => (ran.push(`look ${text}`), await gate, text) })
  const change = fakeToolSource({ change: async (text) => (ran.push(`change ${text}`), text) }, 'write')
  const source: ToolSource = {
    list: async () => [...(await look.list()), ...(await change.list())],
    call: (call, options) => (call.name === 'look' ? look : change).call(call, options),
  }
  return { source, ran }
}

const a: Asked = ['a', 'look', '{"n":1}']
const b: Asked = ['b', 'look', '{"n":2}']
const act: Asked = ['w', 'change', '{"n":3}']

describe('a call that is whole before its answer is', () => {
  test('begins at once when it only reads, and is asked for once', async () => {
    const gate = Promise.withResolvers<void>()
    const { source, ran } = gatedTools(gate.promise)
    const goOn = Promise.withResolvers<void>()
    const model = createScriptedModel([
      [...ready(a), pause, () => goOn.promise, ...ready(b), ...ending('tool-calls', a, b)],
      saying('Done.'),
    ])
    const { live, until } = await startFixture(model, { ...parallel, clock, source })
    await until('tool-call-started')
    expect(ran).toEqual(['look {"n":1}'])
    expect(live.events().some(({ type }) => type === 'usage-updated')).toBe(false)
    gate.resolve()
    await until('tool-call-completed')
    goOn.resolve()
    expect(await live.ended).toMatchObject({ status: 'completed' })
    expect(told(live).slice(0, 3)).toEqual(['requested a', 'started a', 'completed a'])
    expect(told(live).toSorted()).toEqual([
      'completed a',
      'completed b',
      'requested a',
      'requested b',
      'started a',
      'started b',
    ])
    const results = model.requests[1]?.messages.at(-1)?.parts
    expect(results?.map((part) => 'content' in part && part.content)).toEqual(['{"n":1}', '{"n":2}'])
  })

  test('waits for the others when they come in one piece: calls that come together begin together', async () => {
    const { source } = gatedTools(Promise.resolve())
    const round = [...ready(a), ...ready(b), ...ending('tool-calls', a, b)]
    const model = createScriptedModel([round, saying('Done.')])
    const { live } = await startFixture(model, { ...parallel, clock, source })
    await live.ended
    expect(told(live).slice(0, 4)).toEqual(['requested a', 'requested b', 'started a', 'started b'])
    clock.advance(1000)
    expect(told(live)).toHaveLength(6)
  })

  test('waits for the end when it acts, and so does what comes behind it', async () => {
    const { source, ran } = gatedTools(Promise.resolve())
    const goOn = Promise.withResolvers<void>()
    const text: ModelEvent = { type: 'text-delta', text: 'Both.' }
    const round = [
      ...ready(act),
      ...ready(a),
      pause,
      text,
      () => goOn.promise,
      ...ending('tool-calls', act, a),
    ]
    const { live, until } = await startFixture(createScriptedModel([round, saying('Done.')]), {
      ...parallel,
      clock,
      source,
    })
    // What comes behind the calls is shown, so the calls have been dealt with.
    await until('tool-call-delta')
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(17)
    await until('text-delta')
    expect([told(live), ran]).toEqual([[], []])
    goOn.resolve()
    await live.ended
    expect(ran.toSorted()).toEqual(['change {"n":3}', 'look {"n":1}'])
  })

  test('waits for the end when calls run one after the other', async () => {
    const { source, ran } = gatedTools(Promise.resolve())
    const goOn = Promise.withResolvers<void>()
    const round = [...ready(a), pause, () => goOn.promise, ...ending('tool-calls', a)]
    const model = createScriptedModel([round, saying('Done.')])
    const { live, until } = await startFixture(model, { clock, source })
    await until('tool-call-delta')
    expect(ran).toEqual([])
    goOn.resolve()
    await live.ended
    expect(ran).toEqual(['look {"n":1}'])
  })

  test('waits for a person where reading is asked about', async () => {
    const { source, ran } = gatedTools(Promise.resolve())
    const ask = { read: 'ask', write: 'ask', network: 'ask', run: 'ask' } as const
    const asking: RunApprovals = { policy: () => ({ effects: ask, rules: [] }), waitMs: () => 600_000 }
    const round = [...ready(a), pause, ...ending('tool-calls', a)]
    const { live, until } = await startFixture(createScriptedModel([round]), {
      ...parallel,
      clock,
      source,
      approvals: asking,
    })
    await until('tool-call-requested')
    expect([live.current().status, ran]).toEqual(['requires_action', []])
    live.cancel()
    await live.ended
  })

  test('AP-10 counts once where equal calls are counted', async () => {
    const { source, ran } = gatedTools(Promise.resolve())
    const rounds = ['a', 'b', 'c'].map((id): ScriptedRound => {
      const call: Asked = [id, 'look', '{"n":1}']
      return [...ready(call), pause, ...ending('tool-calls', call)]
    })
    const model = createScriptedModel(rounds)
    const { live } = await startFixture(model, { ...parallel, clock, source, limits: { equal: 3 } })
    expect(await live.ended).toMatchObject({ status: 'incomplete', incompleteReason: 'tool-loop' })
    expect(ran).toHaveLength(2)
  })
})

describe('an answer that does not come to its end', () => {
  const failing: readonly ModelEvent[] = [
    { type: 'failed', failure: failureOf('stream-cut', { params: { provider: 'Fake' } }) },
  ]
  test.each<[string, ScriptedRound, string]>([
    ['PV-19 is cut', failing, 'failed'],
    ['PV-54 meets the limit of tokens', ending('length', a), 'incomplete'],
  ])('%s: what had begun is stopped, has an outcome, and goes to no model', async (_, end, status) => {
    const { source } = gatedTools(new Promise(() => undefined))
    const round = [...ready(a), pause, ...end]
    const { live } = await startFixture(createScriptedModel([round]), { ...parallel, clock, source })
    expect(await live.ended).toMatchObject({ status })
    expect(told(live)).toEqual(['requested a', 'started a', 'failed a'])
    expect(live.events().at(-1)?.type).toBe('run-ended')
    expect(live.transcript().calls).toMatchObject([{ id: 'a', status: 'cancelled' }])
    const { messages } = live.transcript()
    // It can be seen in the answer, but nobody is told of it.
    expect(messages.at(-1)?.parts).toMatchObject([{ type: 'tool-call', id: 'a' }])
    expect(JSON.stringify(historyOf(messages, 'fake' as never))).not.toContain('look')
  })

  test('PV-61 a stop while the model writes ends the calls that have begun', async () => {
    const { source } = gatedTools(new Promise(() => undefined))
    const round = [...ready(a), pause, () => new Promise<void>(() => undefined)]
    const { live, until } = await startFixture(createScriptedModel([round]), { ...parallel, clock, source })
    await until('tool-call-started')
    live.cancel()
    expect(await live.ended).toMatchObject({ status: 'cancelled' })
    expect(live.transcript().calls).toMatchObject([{ id: 'a', status: 'cancelled' }])
    expect(live.events().at(-1)?.type).toBe('run-ended')
  })

  test('an interruption leaves the outcome of what had begun unknown to nobody', async () => {
    const { source } = gatedTools(new Promise(() => undefined))
    const round = [...ready(a), pause, () => new Promise<void>(() => undefined)]
    const { live, until } = await startFixture(createScriptedModel([round]), { ...parallel, clock, source })
    await until('tool-call-started')
    live.interrupt()
    expect(await live.ended).toMatchObject({ status: 'incomplete', incompleteReason: 'interrupted' })
    expect(told(live)).toEqual(['requested a', 'started a', 'failed a'])
  })
})
