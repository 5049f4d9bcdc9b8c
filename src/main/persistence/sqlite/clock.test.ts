import { afterEach, beforeEach, expect, it } from 'vitest'
import { messageIdOf, runIdOf } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import { beginRun, type LiveRun } from '../../core/run/live-run.ts'
import { createFakeClock } from '../../core/testing/fake-clock.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import {
  freeOfCharge,
  fakeToolSource,
  newRun,
  sessionId,
  userMessage,
  everythingAllowed,
  keptWhole,
  toolLimits,
} from '../../core/testing/live-run-fixture.ts'
import { calling, createScriptedModel, saying } from '../../core/testing/scripted-model.ts'
import { sessionOf } from '../../core/testing/store-fixture.ts'
import type { Store } from '../../core/ports/stores.ts'
import { openSqliteStore } from './open.ts'
import { makeFolder } from './testing/sqlite-under-test.ts'

const year = 365 * 86_400_000
let place: Awaited<ReturnType<typeof makeFolder>>
let store: Store
beforeEach(async () => {
  place = await makeFolder()
  store = await openSqliteStore({ path: place.path, log: silentLog })
  await store.sessions.create(sessionOf(sessionId))
})
afterEach(async () => {
  await store.close()
  await place.remove()
})

/** Takes a turn in whose tool call the wall clock jumps, while what has passed goes on as ever. */
async function takeTurn(
  number: number,
  path: readonly Message[],
  now: number,
  jumpMs: number,
): Promise<LiveRun> {
  const steady = createFakeClock()
  let shift = now - steady.now()
  const clock = { ...steady, now: () => steady.now() + shift }
  const source = fakeToolSource({
    async jump() {
      shift += jumpMs
      steady.advance(7)
      return 'jumped'
    },
  })
  const id = messageIdOf(`question${number}`)
  const question: Message = { ...userMessage, id, parentId: path.at(-1)?.id ?? null, createdAt: clock.now() }
  const live = beginRun({
    newSession: undefined,
    run: { ...newRun(), id: runIdOf(`run${number}`), userMessageId: id, createdAt: clock.now() },
    path: [...path, question],
    newUserMessage: question,
    connect: async () => createScriptedModel([calling(['c', 'jump', '{}']), saying(`Answer ${number}`)]),
    tools: () => source.list(),
    source,
    toolTimeoutMs: 60_000,
    keepOutput: keptWhole,
    toolLimits,
    approvals: everythingAllowed,
    money: freeOfCharge,
    store: store.log,
    clock,
    random: () => 0,
    log: silentLog,
  })
  live.subscribe(() => queueMicrotask(() => steady.advance(50)))
  await live.ended
  return live
}

it.each([
  ['back a year', -year],
  ['forward ten years', 10 * year],
])('DU-17 keeps the order when the clock goes %s in the middle of a turn', async (_name, jumpMs) => {
  const now = 1_800_000_000_000
  const first = await takeTurn(1, [], now, jumpMs)
  const path = await store.messages.path(first.transcript().messages.at(-1)?.id ?? messageIdOf(''))
  const second = await takeTurn(2, path, now + jumpMs, -jumpMs)

  const bundle = await store.transfer.read(sessionId)
  const roles = ['user', 'assistant', 'tool', 'assistant']
  expect(bundle?.messages.map(({ role }) => role)).toStrictEqual([...roles, ...roles])
  expect(await store.messages.path(bundle?.session.leafId ?? messageIdOf(''))).toStrictEqual(bundle?.messages)
  expect(bundle?.runs.map(({ id, status }) => [id, status])).toStrictEqual([
    [first.id, 'completed'],
    [second.id, 'completed'],
  ])
  const durations = bundle?.calls.map(({ durationMs }) => durationMs ?? -1) ?? []
  expect(durations).toHaveLength(2)
  expect(durations.every((ms) => ms >= 0 && ms < 1000)).toBe(true)
  for (const live of [first, second]) {
    const seqs = (await store.log.read(live.id, 0)).map(({ seq }) => seq)
    expect(seqs).toStrictEqual(seqs.map((_seq, index) => index + 1))
  }
})
