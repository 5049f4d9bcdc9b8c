import { afterEach, describe, expect, test } from 'vitest'
import { callIdOf, messageIdOf, type RunId, type SessionId } from '../../contract/id.ts'
import type { Part } from '../../contract/message.ts'
import type { FakeTools } from '../core/testing/live-run-fixture.ts'
import { calling, createScriptedModel, saying, type ScriptedRound } from '../core/testing/scripted-model.ts'
import { openDoor, type DoorFixture } from './testing/door-fixture.ts'

let fixture: DoorFixture
afterEach(async () => {
  await fixture.room.close()
  await fixture.store.close()
})

const both = calling(['a', 'look', '{"n":1}'], ['b', 'break', '{"n":2}'])
const resultsIn = (parts: readonly Part[]) =>
  parts.map((part) => (part.type === 'tool-result' ? `${part.callId}: ${part.content}` : part.type))

/** `look` gives its arguments back, `break` fails until it is mended. */
async function open(...rounds: readonly ScriptedRound[]) {
  const ran: string[] = []
  const state = { broken: true }
  const tools = {
    look: async (text: string) => (ran.push(`look ${text}`), text),
    break: async (text: string) => {
      ran.push(`break ${text}`)
      if (state.broken) throw new Error('broken')
      return `mended ${text}`
    },
  } satisfies FakeTools
  const model = createScriptedModel(rounds)
  fixture = await openDoor(model, tools)
  const client = fixture.connect()
  const ended = async (runId: RunId) => {
    await client.ask('runs.watch', { runId, afterSeq: 0 })
    await client.told((event) => event.type === 'run-ended' && event.runId === runId)
  }
  const shown = async (sessionId: SessionId) => (await client.ask('sessions.open', { sessionId })).transcript
  return { client, model, ran, state, ended, shown }
}

describe('a call that is run again', () => {
  test('goes on from there as a branch, in which the other calls keep what they gave', async () => {
    const { client, model, ran, state, ended, shown } = await open(
      both,
      saying('It broke.'),
      saying('It works.'),
    )
    const first = await client.ask('runs.start', { text: 'Try both' })
    await ended(first.run.id)
    const sessionId = first.session.id
    const before = await shown(sessionId)
    const answer = before.messages.find(({ role }) => role === 'assistant')!
    state.broken = false
    const again = await client.ask('runs.rerun-call', {
      sessionId,
      messageId: answer.id,
      callId: callIdOf('b'),
    })
    await ended(again.run.id)
    expect(ran).toEqual(['look {"n":1}', 'break {"n":2}', 'break {"n":2}'])
    expect(resultsIn(model.requests[2]?.messages.at(-1)?.parts ?? [])).toEqual([
      'a: {"n":1}',
      'b: mended {"n":2}',
    ])
    const after = await shown(sessionId)
    expect(after.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'assistant'])
    expect(after.branches).toEqual([[answer.id, after.messages[1]?.id]])
    expect(after.calls).toMatchObject([
      { id: 'a', status: 'completed', result: '{"n":1}' },
      { id: 'b', status: 'completed', result: 'mended {"n":2}' },
    ])
    // What was is as it was.
    await client.ask('sessions.show', { sessionId, messageId: answer.id })
    expect(await shown(sessionId)).toMatchObject({ messages: before.messages, calls: before.calls })
  })

  test('takes other arguments, and the model is told of those as its own', async () => {
    const { client, model, ran, ended, shown } = await open(
      calling(['a', 'look', '{"n":1}']),
      saying('One.'),
      saying('Two.'),
    )
    const first = await client.ask('runs.start', { text: 'Look' })
    await ended(first.run.id)
    const sessionId = first.session.id
    const [call] = (await shown(sessionId)).calls
    const changed = '{"n":2}'
    const again = await client.ask('runs.rerun-call', {
      sessionId,
      messageId: call!.messageId,
      callId: call!.id,
      arguments: changed,
    })
    await ended(again.run.id)
    expect(ran).toEqual(['look {"n":1}', 'look {"n":2}'])
    const asked = model.requests[2]?.messages.find(({ role }) => role === 'assistant')
    expect(asked?.parts).toMatchObject([{ type: 'tool-call', id: 'a', arguments: changed }])
  })

  test('is refused where there is no such call, with nothing changed', async () => {
    const { client, ended, shown } = await open(calling(['a', 'look', '{}']), saying('Done.'))
    const { run, session } = await client.ask('runs.start', { text: 'Look' })
    await ended(run.id)
    const sessionId = session.id
    const before = await shown(sessionId)
    const [call] = before.calls
    const rerun = (messageId: string, callId: string) =>
      client.ask('runs.rerun-call', {
        sessionId,
        messageId: messageIdOf(messageId),
        callId: callIdOf(callId),
      })
    await expect(rerun('none', 'a')).rejects.toMatchObject({ code: 'message-missing' })
    await expect(rerun(run.userMessageId, 'a')).rejects.toMatchObject({ code: 'message-missing' })
    await expect(rerun(call!.messageId, 'other')).rejects.toMatchObject({ code: 'call-missing' })
    expect(await shown(sessionId)).toEqual(before)
  })
})
