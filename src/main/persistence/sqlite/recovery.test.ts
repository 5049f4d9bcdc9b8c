import { afterEach, beforeEach, expect, it } from 'vitest'
import { messageIdOf, providerIdOf } from '../../../contract/id.ts'
import { textOf } from '../../../contract/message.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import { emptyTranscript, foldRunEvent } from '../../../contract/transcript.ts'
import type { RunEventLog, Store } from '../../core/ports/stores.ts'
import { historyOf } from '../../core/run/history.ts'
import { beginRun, type LiveRun } from '../../core/run/live-run.ts'
import { recoverRuns } from '../../core/run/recovery.ts'
import { storeEveryMs } from '../../core/run/run-writer.ts'
import { createFakeClock, type FakeClock } from '../../core/testing/fake-clock.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import {
  freeOfCharge,
  fakeToolSource,
  newRun,
  sessionId,
  userMessage,
  type FakeTools,
  everythingAllowed,
  keptWhole,
  toolLimits,
} from '../../core/testing/live-run-fixture.ts'
import {
  calling,
  createScriptedModel,
  saying,
  type ScriptedRound,
} from '../../core/testing/scripted-model.ts'
import { sessionOf } from '../../core/testing/store-fixture.ts'
import { openSqliteStore } from './open.ts'
import { makeFolder } from './testing/sqlite-under-test.ts'

const never = () => new Promise<never>(() => undefined)
const open = () => openSqliteStore({ path: place.path, log: silentLog })

let place: Awaited<ReturnType<typeof makeFolder>>
let store: Store
let clock: FakeClock
beforeEach(async () => {
  clock = createFakeClock()
  place = await makeFolder()
  store = await open()
  await store.sessions.create(sessionOf(sessionId))
})
afterEach(async () => {
  await store.close()
  await place.remove()
})

it('DU-01 keeps the text that came before the end and calls the run interrupted', async () => {
  const live = await start([[{ type: 'text-delta', text: 'Half an ' }, never]])
  await stored(live, 'text-delta')
  await restart()

  expect(await recoverRuns(store, clock, silentLog)).toBe(1)
  expect(await store.runs.get(live.id)).toMatchObject({
    status: 'incomplete',
    incompleteReason: 'interrupted',
  })
  const { path, session } = await conversation()
  expect(path.map(({ role }) => role)).toStrictEqual(['user', 'assistant'])
  expect(path.at(-1)).toMatchObject({
    finishReason: 'interrupted',
    parts: [{ type: 'text', text: 'Half an ' }],
  })
  expect(session?.leafId).toBe(path.at(-1)?.id)
})

it('keeps the question when nothing of an answer came', async () => {
  await start([[never]])
  await restart()
  await recoverRuns(store, clock, silentLog)
  const { path } = await conversation()
  expect(path[0]).toStrictEqual(userMessage)
  expect(path.slice(1).map((message) => textOf(message))).toStrictEqual([''])
})

it('DU-03 gives a finished call its result, one in flight an unknown outcome, and a waiting one none', async () => {
  const calls = calling(['c1', 'first', '{}'], ['c2', 'second', '{}'], ['c3', 'third', '{}'])
  const live = await start([calls, saying('Done.')], {
    first: async () => 'one',
    second: never,
    third: never,
  })
  await stored(live, 'tool-call-started', 2)
  await restart()

  await recoverRuns(store, clock, silentLog)
  const records = await store.runs.listCalls(sessionId)
  expect(records.map(({ id, status }) => [id, status])).toStrictEqual([
    ['c1', 'completed'],
    ['c2', 'unknown'],
    ['c3', 'cancelled'],
  ])
  const { path, session } = await conversation()
  expect(path.map(({ role }) => role)).toStrictEqual(['user', 'assistant', 'tool'])
  expect(path.at(-1)?.parts).toMatchObject([
    { callId: 'c1', content: 'one', isError: false },
    { callId: 'c2', content: expect.stringContaining('Whether it took effect is not known'), isError: true },
    { callId: 'c3', content: 'Error: third was stopped.', isError: true },
  ])
  expect(session?.leafId).toBe(path.at(-1)?.id)
  expect(historyOf(path, providerIdOf('fake')).at(-1)?.parts).toStrictEqual(path.at(-1)?.parts)
})

it('leaves a journal without a gap that adds up to what is stored', async () => {
  const live = await start([calling(['c1', 'slow', '{}'])], { slow: never })
  await stored(live, 'tool-call-started')
  await restart()
  await recoverRuns(store, clock, silentLog)
  const events = await store.log.read(live.id, 0)
  expect(events.map(({ seq }) => seq)).toStrictEqual(events.map((_, index) => index + 1))
  expect(events.filter(({ type }) => type === 'run-ended')).toHaveLength(1)
  expect(events.at(-1)?.type).toBe('run-ended')
  const replayed = events.reduce(foldRunEvent, emptyTranscript)
  expect((await conversation()).path).toStrictEqual(replayed.messages)
  expect(await store.runs.listCalls(sessionId)).toStrictEqual(replayed.calls)
  expect(await store.runs.get(live.id)).toStrictEqual(replayed.runs[0])
})

it('finds nothing to do at the next start', async () => {
  const live = await start([[{ type: 'text-delta', text: 'Half' }, never]])
  await restart()
  expect(await recoverRuns(store, clock, silentLog)).toBe(1)
  const before = [await store.log.read(live.id, 0), await conversation()]
  await restart()
  expect(await recoverRuns(store, clock, silentLog)).toBe(0)
  expect([await store.log.read(live.id, 0), await conversation()]).toStrictEqual(before)
})

it('leaves a run alone that came to its end', async () => {
  const live = await start([saying('Whole.')])
  const ended = await live.ended
  await restart()
  expect(await recoverRuns(store, clock, silentLog)).toBe(0)
  expect(await store.runs.get(live.id)).toStrictEqual(ended)
})

/** Starts a run on the real store and resolves when its question is safe. */
async function start(rounds: readonly ScriptedRound[], tools: FakeTools = {}): Promise<LiveRun> {
  const source = fakeToolSource(tools)
  const live = beginRun({
    newSession: undefined,
    run: newRun(),
    path: [userMessage],
    newUserMessage: userMessage,
    connect: async () => createScriptedModel(rounds),
    tools: () => source.list(),
    source,
    toolTimeoutMs: 1_000_000,
    keepOutput: keptWhole,
    toolLimits,
    approvals: everythingAllowed,
    money: freeOfCharge,
    store: watchedLog(store.log),
    clock,
    random: () => 0,
    log: silentLog,
  })
  await live.begun
  return live
}

let written: RunEvent[] = []
let onWritten: (() => void) | undefined

function watchedLog(log: RunEventLog): RunEventLog {
  written = []
  return {
    read: (runId, afterSeq) => log.read(runId, afterSeq),
    async commit(commit) {
      await log.commit(commit)
      written.push(...commit.events)
      onWritten?.()
    },
  }
}

const hurry = () => queueMicrotask(() => clock.advance(storeEveryMs))

/** Resolves when that many events of a type are in the store, moving the clock on as events come. */
function stored(live: LiveRun, type: RunEvent['type'], count = 1): Promise<void> {
  return new Promise((resolve) => {
    onWritten = () => {
      if (written.filter((event) => event.type === type).length >= count) resolve()
    }
    live.subscribe(hurry)
    hurry()
    onWritten()
  })
}

/** As after a crash: what the run would still write does not reach the store that is opened next. */
async function restart(): Promise<void> {
  await store.close()
  store = await open()
}

async function conversation() {
  const session = await store.sessions.get(sessionId)
  const path = await store.messages.path(session?.leafId ?? messageIdOf('none'))
  return { session, path }
}
