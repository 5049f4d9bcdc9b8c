import { expect } from 'vitest'
import { createFakeClock } from '../../../src/main/core/testing/fake-clock.ts'
import { connect, endpointOf, questionOf } from '../../../src/main/providers/testing/wire-fixture.ts'
import { hang, meanwhile, send, startFaultServer } from '../fault-server.ts'
import { createCast, playRun } from '../run-scenario.ts'
import { says, type FaultScenario, type FaultTrial } from '../scenario.ts'
import { setStage } from '../stage.ts'
import { chunkOf, headOf, type WireForm } from '../wire-form.ts'
import { runIdOf } from '../../../src/contract/id.ts'
import { newRun, userMessage } from '../../../src/main/core/testing/live-run-fixture.ts'

const { signal } = new AbortController()

/** An answer in these pieces, behind which the connection stays open. */
const kept = (form: WireForm, pieces: readonly Uint8Array[]) =>
  send(
    headOf(form).replace('connection: close', 'connection: keep-alive'),
    ...pieces.map(chunkOf),
    '0\r\n\r\n',
  )

/** A stream cut in two at every byte: too many for a run each, so the client alone is asked. */
async function cutEverywhere(form: WireForm): Promise<void> {
  const body = Buffer.from(shortest(form).join(''))
  const server = await startFaultServer((number) =>
    kept(
      form,
      number > body.length ? [body] : [body.subarray(0, number), body.subarray(number)].filter(hasBytes),
    ),
  )
  const client = await connect(endpointOf(form.protocol, server.url), createFakeClock())
  const ask = () => answerOf(client, form)
  for (let cut = 1; cut <= body.length; cut++) {
    expect(await ask(), `cut behind ${cut} of ${body.length} bytes`).toMatchObject({
      type: 'finished',
      finishReason: 'stop',
      parts: [{ type: 'text', text: 'ü日🎌' }],
    })
  }
  await server.close()
}

/** An answer without anything that could be left out. */
function shortest(form: WireForm): readonly string[] {
  const text = 'ü日🎌'
  const chat = {
    choices: [{ [form.streamed ? 'delta' : 'message']: { content: text }, finish_reason: 'stop' }],
  }
  const item = { type: 'message', content: [{ type: 'output_text', text }] }
  const values = {
    'openai-chat': [chat],
    'openai-responses': form.streamed
      ? [
          { type: 'response.output_text.delta', output_index: 0, delta: text },
          { type: 'response.completed', response: {} },
        ]
      : [{ object: 'response', output: [item] }],
    'anthropic-messages': form.streamed
      ? [
          { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
          { type: 'message_delta', delta: { stop_reason: 'end_turn' } },
          { type: 'message_stop' },
        ]
      : [{ type: 'message', content: [{ type: 'text', text }], stop_reason: 'end_turn' }],
  }[form.protocol]
  return values.map((value) => form.event(value))
}

const hasBytes = ({ length }: Uint8Array) => length > 0

async function answerOf(client: Awaited<ReturnType<typeof connect>>, form: WireForm) {
  if (!form.streamed) return client.complete(questionOf('Hi'), { signal })
  let last
  for await (const event of client.stream(questionOf('Hi'), { signal })) last = event
  return last
}

const chats = 20
const waves = 3

/** Many runs at once whose answers all begin before any of them ends, beside one that never begins. */
async function manyAtOnce(form: WireForm): Promise<void> {
  const stage = setStage()
  const begun = Array.from({ length: waves }, () => Promise.withResolvers<void>())
  const { promise: hangs, resolve: hung } = Promise.withResolvers<void>()
  const answerOfChat = (number: number) => {
    const wave = begun[Math.floor((number - 2) / chats)]
    const [first = '', ...others] = form.body([says(`Hello.`)])
    const last = (number - 1) % chats === 0
    return [
      ...send(headOf(form).replace('connection: close', 'connection: keep-alive'), chunkOf(first)),
      meanwhile(() => {
        if (last) wave?.resolve()
        return wave?.promise
      }),
      ...send(...others.map(chunkOf), '0\r\n\r\n'),
    ]
  }
  const server = await startFaultServer((number) => {
    if (number > 1) return answerOfChat(number)
    hung()
    return [hang]
  })
  const cast = createCast()
  const scenario: FaultScenario = { name: 'PV-62', reply: () => [], outcome: () => ({ status: 'completed' }) }
  const start = (name: string, who = cast) => {
    const run = { ...newRun({ streaming: form.streamed }), id: runIdOf(name) }
    return playRun({ run, path: [userMessage], scenario, form, stage, server, setting: {}, cast: who })
  }
  const hanging = createCast()
  const never = start('hanging', hanging)
  await hangs
  for (let wave = 0; wave < waves; wave++) {
    const ended = await Promise.all(Array.from({ length: chats }, (_, chat) => start(`${wave}-${chat}`)))
    for (const { run } of ended) expect(run.status).toBe('completed')
  }
  // A connection is free again a moment after its answer: more than one set of them may be needed, but never three.
  expect(server.connections()).toBeLessThan(1 + chats * waves)
  hanging.live?.cancel()
  expect((await never).run.status).toBe('cancelled')
  await server.close()
}

/** What needs more than one run. */
export const trials: readonly FaultTrial[] = [
  { name: 'PV-26 the body cut in two behind every byte', hold: cutEverywhere },
  { name: 'PV-62 twenty chats at once beside one that hangs', hold: manyAtOnce },
]
