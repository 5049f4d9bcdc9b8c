import { expect, test } from 'vitest'
import { createScriptedModel, saying } from '../core/testing/scripted-model.ts'
import type { Caller } from './caller.ts'
import { openDoor } from './testing/door-fixture.ts'

test('LS-10 a program neither opens the API, nor learns or changes its token', async () => {
  const { room, store, connect } = await openDoor(createScriptedModel([]))
  const program: Caller = { kind: 'http', noticeEveryMs: 0, notify: () => undefined }
  for (const method of ['local-api.get', 'local-api.token', 'local-api.renew-token', 'local-api.update']) {
    const answer = await room.door.invoke(method, { on: true }, program)
    expect(answer).toMatchObject({ failure: { code: 'api-window-only' } })
  }
  const window = connect()
  expect(await window.ask('local-api.update', { on: true })).toMatchObject({ on: true })
  expect(window.notices).toContainEqual({
    type: 'local-api-changed',
    api: expect.objectContaining({ on: true, state: { status: 'running', address: '' } }),
  })
  expect(await window.ask('local-api.token', {})).toEqual({ token: 'token' })
  await room.close()
  await store.close()
})

test('a question of a program is counted with the day and the model, and stops at the limit of a day', async () => {
  const { room, store, connect } = await openDoor(createScriptedModel([saying('Hello.'), saying('Again.')]))
  const window = connect()
  const ask = {
    id: 'a',
    model: 'demo/demo',
    messages: [{ role: 'user' as const, parts: [{ type: 'text' as const, text: 'Hi' }] }],
    streaming: true,
  }
  const answer = await window.ask('completions.create', ask)
  expect(answer).toMatchObject({ model: 'demo', finishReason: 'stop', parts: [{ text: 'Hello.' }] })
  expect(window.notices.filter(({ type }) => type === 'completion-pieces')).toEqual([
    { type: 'completion-pieces', id: 'a', pieces: [{ type: 'text-delta', text: 'Hello.' }] },
  ])
  const { days } = await window.ask('usage.days', {})
  expect(days).toMatchObject([{ providerId: 'demo', model: 'demo', rounds: 1, usage: { inputTokens: 10 } }])
  await window.ask('settings.update', { spending: { day: 0 } })
  await expect(window.ask('completions.create', ask)).rejects.toMatchObject({ code: 'spending-reached' })
  await room.close()
  await store.close()
})
