import { isDeepStrictEqual } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { textOf } from '../../../contract/message.ts'
import { isEnded, type Run } from '../../../contract/run.ts'
import { ParleyError } from '../../core/errors.ts'
import { recoverRuns } from '../../core/run/recovery.ts'
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
import { openFaultyStore, type Faults, type FaultyStore } from './testing/faulty-store.ts'
import { legalStateProblems } from './testing/legal-state.ts'
import { makeFolder } from './testing/sqlite-under-test.ts'

let place: Awaited<ReturnType<typeof makeFolder>>
beforeEach(async () => {
  place = await makeFolder()
})
afterEach(() => place.remove())

/** What one turn came to. */
interface Outcome {
  readonly faulty: FaultyStore
  readonly live: LiveRun
  readonly run: Run
  /** Why the turn was refused; undefined when it was acknowledged. */
  readonly refusal: unknown
  readonly effects: readonly string[]
}

let turnNumber = 0

/** A turn with two rounds of calls that act on the world, on a store that fails as told. */
async function takeTurn(faults: Faults): Promise<Outcome> {
  const path = `${place.path}-${++turnNumber}`
  const faulty = openFaultyStore(path, faults)
  const clock = createFakeClock()
  const effects: string[] = []
  const act = async (text: string) => {
    effects.push(text)
    return `done ${text}`
  }
  const source = fakeToolSource({ act }, 'write')
  const rounds = [
    [{ type: 'text-delta', text: 'Wait. ' } as const, ...calling(['c1', 'act', '1'], ['c2', 'act', '2'])],
    calling(['c1', 'act', '3']),
    saying('All done.'),
  ]
  const live = beginRun({
    newSession: sessionOf(sessionId),
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
    store: faulty.store.log,
    clock,
    random: () => 0,
    log: silentLog,
  })
  live.subscribe(() => queueMicrotask(() => clock.advance(50)))
  const refusal = await live.begun.then(
    () => undefined,
    (error: unknown) => error,
  )
  return { faulty, live, run: await live.ended, refusal, effects }
}

/** Opens the database again, as the next start does, and gives what is wrong with it before and after recovery. */
async function reopen({ faulty }: Outcome) {
  await faulty.store.close()
  const { store, db } = openFaultyStore(`${place.path}-${turnNumber}`)
  const before = legalStateProblems(db)
  const recovered = await recoverRuns(store, createFakeClock(), silentLog)
  const problems = [...before, ...legalStateProblems(db)]
  const session = await store.sessions.get(sessionId)
  const path = session?.leafId ? await store.messages.path(session.leafId) : []
  const run = await store.runs.get(newRun().id)
  const calls = await store.runs.listCalls(sessionId)
  await store.close()
  return { problems, recovered, path, run, calls, session }
}

it.each([
  ['once', { code: 'SQLITE_IOERR_WRITE' }, 'storage-failed'],
  ['from then on', { code: 'SQLITE_FULL', forGood: true }, 'storage-full'],
] as const)(
  'DU-05 leaves a legal state and a visible failure when the n-th write fails %s, for every n',
  async (_name, faults, code) => {
    const whole = await takeTurn({})
    expect(whole.run.status).toBe('completed')
    await whole.faulty.store.close()
    expect(whole.faulty.writes()).toBeGreaterThan(50)
    const isPassing = !('forGood' in faults)
    const wrong: string[] = []
    for (let at = 1; at <= whole.faulty.writes(); at++) {
      const outcome = await takeTurn({ ...faults, at })
      const attempts = outcome.faulty.commits() - whole.faulty.commits()
      // What passes by itself leaves nothing for the next start to repair.
      const unstored = isPassing && !outcome.live.isStored()
      const found = [
        ...(attempts > 3 ? [`${attempts} more attempts`] : []),
        ...(unstored ? ['the end is not stored'] : []),
        ...(await wrongsOf(outcome, code)),
      ]
      wrong.push(...found.map((sentence) => `${at}: ${sentence}`))
    }
    expect(wrong).toStrictEqual([])
  },
  60_000,
)

/** What must not be after a turn on a failing store, in sentences. */
async function wrongsOf(outcome: Outcome, code: string): Promise<readonly string[]> {
  const { run, refusal, effects, live } = outcome
  const after = await reopen(outcome)
  const isRefused = refusal !== undefined
  const begun = after.calls.filter(({ status }) => status !== 'requested')
  const known = new Set(begun.map((call) => call.arguments))
  const rules: Readonly<Record<string, boolean>> = {
    'the events have a gap': live.events().every(({ seq }, index) => seq === index + 1),
    'a tool ran twice': new Set(effects).size === effects.length,
    'the failure is not told': run.status === 'completed' || run.failure?.code === code,
    'the refusal does not say why': !isRefused || codeOfError(refusal) === code,
    'something of what was refused is stored': !isRefused || after.session === undefined,
    'the question is lost': isRefused || isDeepStrictEqual(after.path[0], userMessage),
    'the run is open': isRefused || (after.run !== undefined && isEnded(after.run.status)),
    'another end is stored than was shown':
      isRefused || !live.isStored() || isDeepStrictEqual(after.run, run),
    'something was done of which nothing is known': effects.every((effect) => known.has(effect)),
  }
  const broken = Object.entries(rules).filter(([, holds]) => !holds)
  return [...after.problems, ...broken.map(([rule]) => rule)]
}

function codeOfError(error: unknown): string | undefined {
  return error instanceof ParleyError ? error.failure.code : undefined
}

it('DU-05 stores the rest of a run once there is room again, and keeps what was shown', async () => {
  const whole = await takeTurn({})
  await whole.faulty.store.close()
  const outcome = await takeTurn({ code: 'SQLITE_FULL', forGood: true, at: whole.faulty.writes() - 1 })
  expect(outcome.live.isStored()).toBe(false)
  await expect(outcome.live.storeRest()).rejects.toMatchObject({ failure: { code: 'storage-full' } })
  outcome.faulty.setFaults({})
  await outcome.live.storeRest()
  expect(outcome.live.isStored()).toBe(true)
  const after = await reopen(outcome)
  expect(after.recovered).toBe(0)
  expect(after.run).toStrictEqual(outcome.run)
  expect(after.path.map((message) => textOf(message))).toContain('All done.')
})
