import { describe, expect, test } from 'vitest'
import { approvalSettingsSchema, type ApprovalRule } from '../../../contract/approval.ts'
import { callIdOf } from '../../../contract/id.ts'
import type { Decision, ToolDefinition, ToolEffect } from '../../../contract/tool.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import { createFakeRunLog } from '../testing/fake-log.ts'
import { startFixture, type RunFixture } from '../testing/live-run-fixture.ts'
import { calling, createScriptedModel, saying } from '../testing/scripted-model.ts'

const once: Decision = { allowed: true, by: 'person', scope: 'once' }
const no: Decision = { allowed: false, by: 'person', scope: 'once' }

/** Tools that write down what ran, by name and effect. */
function recording(tools: Readonly<Record<string, Partial<ToolDefinition> & { effect: ToolEffect }>>) {
  const ran: string[] = []
  const source: ToolSource = {
    list: async () =>
      Object.entries(tools).map(([name, more]) => ({ name, description: '', inputSchema: {}, ...more })),
    call: async ({ id, name }) => {
      ran.push(`${name} ${id}`)
      return `result of ${name}`
    },
  }
  return { ran, source }
}

function policy(rules: ApprovalRule[] = []) {
  const { effects, waitMs } = approvalSettingsSchema.parse({})
  return { policy: () => ({ effects, rules: [...rules] }), waitMs: () => waitMs }
}

function decide({ live }: RunFixture, id: string, decision: Decision): void {
  live.question(callIdOf(id))?.answer(decision)
}

async function startAsking(
  calls: readonly (readonly [string, string, string])[],
  tools: Parameters<typeof recording>[0],
  rules: ApprovalRule[] = [],
) {
  const { ran, source } = recording(tools)
  const model = createScriptedModel([calling(...calls), saying('Done.')])
  const store = createFakeRunLog()
  const options = { parallelTools: true }
  const fixture = await startFixture(model, { source, store, approvals: policy(rules), options })
  return { ...fixture, ran, model, store }
}

describe('AP-01 a call that acts', () => {
  test('waits until a person has answered, and runs once the answer is stored', async () => {
    const fixture = await startAsking([['a', 'save', '{}']], { save: { effect: 'write' } })
    await fixture.until('run-status-changed', 2)
    expect(fixture.live.current()).toMatchObject({
      status: 'requires_action',
      requiredAction: { type: 'approve-calls', calls: [{ id: 'a' }] },
    })
    expect(fixture.ran).toEqual([])
    decide(fixture, 'a', once)
    await fixture.live.ended
    expect(fixture.ran).toEqual(['save a'])
    expect(fixture.live.transcript().calls).toMatchObject([
      { approval: 'allowed', decision: once, status: 'completed' },
    ])
  })

  test('does not begin before the disk has the decision', async () => {
    const fixture = await startAsking([['a', 'save', '{}']], { save: { effect: 'write' } })
    await fixture.until('run-status-changed', 2)
    const { store } = fixture
    const commit = store.commit.bind(store)
    const gate = Promise.withResolvers<void>()
    store.commit = async (given) => {
      await gate.promise
      return commit(given)
    }
    decide(fixture, 'a', once)
    await fixture.until('tool-call-started')
    expect(fixture.ran).toEqual([])
    gate.resolve()
    await fixture.live.ended
    expect(fixture.ran).toEqual(['save a'])
  })

  test('is not run when it is refused, and the model reads why', async () => {
    const fixture = await startAsking([['a', 'save', '{}']], { save: { effect: 'write' } })
    await fixture.until('run-status-changed', 2)
    decide(fixture, 'a', { ...no, reason: 'Use the other folder.' })
    await fixture.live.ended
    expect(fixture.ran).toEqual([])
    expect(fixture.model.requests[1]?.messages.at(-1)?.parts).toMatchObject([
      { content: expect.stringContaining('Use the other folder.'), isError: true },
    ])
    expect(fixture.live.transcript().calls).toMatchObject([{ approval: 'denied', status: 'failed' }])
  })

  test('is answered once: the second answer finds no question', async () => {
    const fixture = await startAsking([['a', 'save', '{}']], { save: { effect: 'write' } })
    await fixture.until('run-status-changed', 2)
    const question = fixture.live.question(callIdOf('a'))
    expect(fixture.live.question(callIdOf('a'))).toBeUndefined()
    question?.answer(no)
    await fixture.live.ended
    expect(fixture.live.question(callIdOf('a'))).toBeUndefined()
    expect(fixture.live.events().filter(({ type }) => type === 'tool-call-decided')).toHaveLength(1)
  })

  test('is not run when nobody answers in time', async () => {
    const fixture = await startAsking([['a', 'save', '{}']], { save: { effect: 'write' } })
    await fixture.until('run-status-changed', 2)
    fixture.clock.advance(600_000)
    await fixture.live.ended
    expect(fixture.ran).toEqual([])
    expect(fixture.live.transcript().calls).toMatchObject([{ failure: { code: 'tool-unanswered' } }])
  })

  test('is not run when the run is stopped, or the call alone is taken back', async () => {
    const stopped = await startAsking([['a', 'save', '{}']], { save: { effect: 'write' } })
    await stopped.until('run-status-changed', 2)
    stopped.live.cancel()
    expect(await stopped.live.ended).toMatchObject({ status: 'cancelled' })
    const back = await startAsking([['a', 'save', '{}']], { save: { effect: 'write' } })
    await back.until('run-status-changed', 2)
    back.live.cancelCall(callIdOf('a'))
    expect(await back.live.ended).toMatchObject({ status: 'completed' })
    expect([...stopped.ran, ...back.ran]).toEqual([])
    expect(back.live.transcript().calls).toMatchObject([{ status: 'cancelled' }])
  })
})

test('what needs nobody goes on while a person is asked', async () => {
  const tools = { save: { effect: 'write' }, look: { effect: 'read' } } as const
  const calls = [['a', 'save', '{}'] as const, ['b', 'look', '{}'] as const] as const
  const fixture = await startAsking([...calls], tools)
  await fixture.until('tool-call-completed')
  expect(fixture.ran).toEqual(['look b'])
  expect(fixture.live.current()).toMatchObject({ status: 'requires_action' })
  decide(fixture, 'a', once)
  await fixture.live.ended
  expect(fixture.model.requests[1]?.messages.at(-1)?.parts).toMatchObject([{ callId: 'a' }, { callId: 'b' }])
})

test('an answer for the whole chat answers the same question about the other calls', async () => {
  const rules: ApprovalRule[] = []
  const calls = [['a', 'save', '{"n":1}'] as const, ['b', 'save', '{"n":2}'] as const] as const
  const fixture = await startAsking([...calls], { save: { effect: 'write' } }, rules)
  await fixture.until('run-status-changed', 2)
  rules.push({ id: 'r', tool: 'save', allowed: true, createdAt: 1 })
  decide(fixture, 'a', { ...once, scope: 'session' })
  await fixture.live.ended
  expect(fixture.live.transcript().calls).toMatchObject([
    { decision: { by: 'person', scope: 'session' } },
    { decision: { by: 'rule', allowed: true } },
  ])
  expect(fixture.ran).toEqual(['save a', 'save b'])
})

test('AP-04 a call that was allowed for ever is asked about once words of strangers came in', async () => {
  const rules: ApprovalRule[] = [{ id: 'r', tool: 'save', allowed: true, createdAt: 1 }]
  const { ran, source } = recording({ save: { effect: 'write' }, page: { effect: 'read', untrusted: true } })
  const model = createScriptedModel([
    calling(['a', 'save', '{"n":1}']),
    calling(['b', 'page', '{}']),
    calling(['c', 'save', '{"n":2}']),
    saying('Done.'),
  ])
  const fixture = await startFixture(model, { source, approvals: policy(rules) })
  await fixture.until('run-status-changed', 2)
  expect(ran).toEqual(['save a', 'page b'])
  expect(fixture.live.transcript().calls.at(-1)).toMatchObject({ id: 'c', askReason: 'tainted' })
  decide(fixture, 'c', no)
  await fixture.live.ended
  expect(ran).toEqual(['save a', 'page b'])
})

describe('AP-10 too much', () => {
  test('a round gets as many calls as the limit allows, and the model is told of the others', async () => {
    const { ran, source } = recording({ look: { effect: 'read' } })
    const many = Array.from({ length: 200 }, (_, n) => [`c${n}`, 'look', `{"n":${n}}`] as const)
    const model = createScriptedModel([calling(...many), saying('Done.')])
    const { live } = await startFixture(model, { source, limits: { perRound: 20 } })
    await live.ended
    expect(ran).toHaveLength(20)
    const told = model.requests[1]?.messages.at(-1)?.parts
    expect(told).toHaveLength(200)
    expect(told?.[199]).toMatchObject({ isError: true, content: expect.stringContaining('20') })
  })

  test('the fifth equal call is not run and ends the run, which can be continued', async () => {
    const { ran, source } = recording({ look: { effect: 'read' } })
    const rounds = Array.from({ length: 9 }, (_, n) =>
      calling([`c${n}`, 'look', n % 2 ? '{"a":1,"b":2}' : '{"b":2, "a":1}']),
    )
    const model = createScriptedModel(rounds)
    const { live } = await startFixture(model, { source })
    expect(await live.ended).toMatchObject({ status: 'incomplete', incompleteReason: 'tool-loop' })
    expect(ran).toHaveLength(4)
    expect(model.requests).toHaveLength(5)
    expect(live.transcript().messages.at(-1)).toMatchObject({ role: 'tool', parts: [{ isError: true }] })
  })
})

test('MC-14 a call names the state of the tool that was decided about', async () => {
  const { source } = recording({ save: { effect: 'read', fingerprint: 'v1' } })
  const given: unknown[] = []
  const watched: ToolSource = {
    list: () => source.list(),
    call: (call, options) => {
      given.push(options.fingerprint)
      return source.call(call, options)
    },
  }
  const model = createScriptedModel([calling(['a', 'save', '{}']), saying('Done.')])
  const { live } = await startFixture(model, { source: watched })
  await live.ended
  expect(given).toEqual(['v1'])
})

test('a tool that is not in the run’s list is never called, whatever has begun since', async () => {
  const { ran, source } = recording({ look: { effect: 'read' } })
  const model = createScriptedModel([calling(['a', 'other', '{}']), saying('Done.')])
  const { live } = await startFixture(model, { source })
  await live.ended
  expect(ran).toEqual([])
  expect(live.transcript().calls).toMatchObject([{ failure: { code: 'tool-unknown' } }])
})
