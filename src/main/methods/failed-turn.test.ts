import { expect, test } from 'vitest'
import { failureOf } from '../core/errors.ts'
import { createScriptedModel, saying, type ScriptedRound } from '../core/testing/scripted-model.ts'
import { openDoor, type FakeClient } from './testing/door-fixture.ts'

const failing: ScriptedRound = [
  { type: 'text-delta', text: 'Half' },
  { type: 'failed', failure: failureOf('stream-cut', { params: { provider: 'Demo' } }) },
]

async function opened(...rounds: readonly ScriptedRound[]) {
  const model = createScriptedModel(rounds)
  const { room, connect } = await openDoor(model)
  const client = connect()
  const said = () =>
    model.requests
      .at(-1)
      ?.messages.map(({ role, parts }) => [
        role,
        parts.map((part) => ('text' in part ? part.text : part.type)).join(''),
      ])
  return { client, said, close: () => room.close() }
}

/** Waits until a run has ended. */
async function ended(client: FakeClient, { run }: { readonly run: { readonly id: string } }): Promise<void> {
  await client.told((event) => event.type === 'run-ended' && event.runId === run.id)
}

async function ask(client: FakeClient, text: string, sessionId?: string) {
  const started = await client.ask('runs.start', { text, ...(sessionId !== undefined && { sessionId }) })
  await client.ask('runs.watch', { runId: started.run.id, afterSeq: 0 })
  await ended(client, started)
  return started
}

test('S2-18 a turn that failed leaves no trace in what is asked next, and stays in the chat', async () => {
  const { client, said, close } = await opened(saying('First.'), failing, saying('Third.'))
  const { session } = await ask(client, 'one')
  await ask(client, 'two', session.id)
  await ask(client, 'three', session.id)
  expect(said()).toEqual([
    ['user', 'one'],
    ['assistant', 'First.'],
    ['user', 'three'],
  ])
  const { transcript } = await client.ask('sessions.open', { sessionId: session.id })
  expect(transcript.messages).toHaveLength(6)
  expect(transcript.runs.map(({ status }) => status)).toEqual(['completed', 'failed', 'completed'])
  await close()
})

test('S2-18 a failed turn that was tried again or continued is told', async () => {
  const { client, said, close } = await opened(
    failing,
    saying('Whole.'),
    failing,
    saying('and the rest.'),
    saying('.'),
  )
  const { session, run } = await ask(client, 'one')
  const again = await client.ask('runs.retry', { sessionId: session.id, userMessageId: run.userMessageId })
  await client.ask('runs.watch', { runId: again.run.id, afterSeq: 0 })
  await ended(client, again)
  await ask(client, 'two', session.id)
  const goneOn = await client.ask('runs.continue', { sessionId: session.id })
  await client.ask('runs.watch', { runId: goneOn.run.id, afterSeq: 0 })
  await ended(client, goneOn)
  await ask(client, 'three', session.id)
  expect(said()).toEqual([
    ['user', 'one'],
    ['assistant', 'Whole.'],
    ['user', 'two'],
    ['assistant', 'Half'],
    ['user', expect.stringContaining('cut off')],
    ['assistant', 'and the rest.'],
    ['user', 'three'],
  ])
  await close()
})
