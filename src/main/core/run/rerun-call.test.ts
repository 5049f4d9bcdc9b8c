import { expect, test } from 'vitest'
import { callIdOf } from '../../../contract/id.ts'
import { fakeToolSource, startFixture } from '../testing/live-run-fixture.ts'
import { createScriptedModel, saying } from '../testing/scripted-model.ts'
import type { RoundAgain } from './run-state.ts'

const again: RoundAgain = {
  answer: { parts: [{ type: 'tool-call', id: callIdOf('a'), name: 'look', arguments: '{}' }] },
  outcomes: new Map(),
}
const typesOf = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type)

test('a run that begins with calls writes them down and runs them before it asks the model', async () => {
  const model = createScriptedModel([saying('Done.')])
  const { live } = await startFixture(model, { tools: { look: async () => 'seen' }, again })
  expect(await live.ended).toMatchObject({ status: 'completed' })
  expect(typesOf(live.events()).slice(0, 9)).toEqual([
    'run-created',
    'run-status-changed',
    'message-created',
    'message-completed',
    'tool-call-requested',
    'tool-call-started',
    'tool-call-completed',
    'message-created',
    'message-completed',
  ])
  expect(model.requests).toHaveLength(1)
  expect(model.requests[0]?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool'])
})

test('PV-61 it can be stopped while the tools are looked for, and then runs none', async () => {
  const source = { ...fakeToolSource({}), list: () => new Promise<never>(() => undefined) }
  const { live, until } = await startFixture(createScriptedModel([]), { source, again })
  await until('message-completed')
  live.cancel()
  expect(await live.ended).toMatchObject({ status: 'cancelled' })
  expect(typesOf(live.events())).not.toContain('tool-call-started')
})

test('tools that cannot be had fail the run and leave what was there', async () => {
  const source = { ...fakeToolSource({}), list: () => Promise.reject(new Error('no tools')) }
  const { live } = await startFixture(createScriptedModel([]), { source, again })
  expect(await live.ended).toMatchObject({ status: 'failed', failure: { code: 'internal' } })
  expect(live.transcript().messages.at(-1)).toMatchObject({ role: 'assistant', parts: [{ id: 'a' }] })
})
