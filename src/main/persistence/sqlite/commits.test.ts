import { expect, it } from 'vitest'
import { providerIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { RunCommit } from '../../core/ports/stores.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { ParleyError } from '../../core/errors.ts'
import {
  commitOf,
  deltaOf,
  messageOf,
  recordOf,
  runOf,
  sessionOf,
  tipOf,
} from '../../core/testing/store-fixture.ts'
import { createCommit, createRefusals } from './commits.ts'
import type { InputOf, OperationName, OutputOf } from './protocol.ts'

const run = runOf('r1')
const full = new ParleyError('storage-full', { params: { path: '' } })

/** A worker that takes everything, but for what is refused. */
function createAsked(refused: Partial<Record<OperationName, Error>> = {}) {
  const asked: (readonly [name: OperationName, input: unknown])[] = []
  const refusals = createRefusals()
  const commit = createCommit(
    {
      call<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
        asked.push([name, input])
        const error = refused[name]
        // A commit gives nothing, and nothing else is asked for.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        return error ? Promise.reject(error) : Promise.resolve(undefined as OutputOf<Name>)
      },
      append(piece) {
        asked.push(['append', piece])
        if (refused.append) throw refused.append
      },
    },
    refusals,
  )
  return { asked, commit, refusals }
}

const pieces = (...numbers: readonly number[]): RunCommit =>
  commitOf({ run, events: numbers.map((seq) => deltaOf(seq)), durable: false })

it('hands on the events alone once the run is stored as it is', async () => {
  const { asked, commit } = createAsked()
  await commit(pieces(1))
  await commit(pieces(2, 3))
  expect(asked).toStrictEqual([
    ['commit', pieces(1)],
    ['append', { runId: run.id, after: 1, events: JSON.stringify([deltaOf(2), deltaOf(3)]) }],
  ])
})

it.each<readonly [what: string, change: Partial<RunCommit>]>([
  ['the run has changed', { run: runOf('r1', { usage: { inputTokens: 1, outputTokens: 1 } }) }],
  ['it is another run', { run: runOf('r2') }],
  ['somebody waits for the disk', { durable: true }],
  ['there are messages', { messages: [messageOf('a1', null)] }],
  ['there are calls', { calls: [recordOf('c1', 'a1')] }],
  ['the session has a new tip', { session: tipOf('a1', 2000) }],
  ['there is a new session', { newSession: sessionOf('s1') }],
  ['there is nothing', { events: [] }],
  ['the events leave a gap', { events: [deltaOf(2), deltaOf(4)] }],
  ['the events are of another run', { events: [deltaOf(2, 'x', 'r2')] }],
])('hands on the whole commit when %s', async (_what, change) => {
  const { asked, commit } = createAsked()
  await commit(pieces(1))
  await commit({ ...pieces(2), ...change })
  expect(asked.at(-1)).toStrictEqual(['commit', { ...pieces(2), ...change }])
})

it('hands on the whole commit when the events do not belong behind what is stored', async () => {
  const { asked, commit } = createAsked()
  await commit(pieces(1))
  await commit(pieces(3))
  expect(asked.map(([name]) => name)).toStrictEqual(['commit', 'commit'])
})

it('tells with the next commit of the run, once, what became of the pieces before', async () => {
  const { asked, commit, refusals } = createAsked()
  await commit(pieces(1))
  await commit(pieces(2))
  refusals.note(run.id, full)
  refusals.note(run.id, new ParleyError('storage-failed', { params: { detail: 'a gap' } }))
  expect(await codeOf(commit(pieces(3)))).toBe('storage-full')
  await commit(pieces(2, 3))
  expect(asked.map(([name]) => name)).toStrictEqual(['commit', 'append', 'commit'])
})

it('tells whoever handed a piece over at once what became of it, and no more once the run has ended', async () => {
  const { commit, refusals } = createAsked()
  const told: Error[] = []
  await commit(pieces(1), (error) => told.push(error))
  await commit(pieces(2), (error) => told.push(error))
  refusals.note(run.id, full)
  refusals.note(run.id, new ParleyError('storage-failed', { params: { detail: 'a gap' } }))
  expect(told).toStrictEqual([full])
  // Who looks what is stored knows what is missing.
  refusals.forget(run.id)
  await commit({ ...pieces(2), run: runOf('r1', { status: 'completed' }) })
  refusals.note(run.id, full)
  expect(told).toHaveLength(1)
})

it('does not call a flush done when a piece before it was refused on the way', async () => {
  const { commit, refusals } = createAsked()
  await commit(pieces(1))
  await commit(pieces(2))
  const flushed = codeOf(commit({ ...pieces(), durable: true }))
  refusals.note(run.id, full)
  expect(await flushed).toBe('storage-full')
})

it('hands on the whole commit after a piece could not be handed over', async () => {
  const { asked, commit } = createAsked({ append: full })
  await commit(pieces(1))
  expect(await codeOf(commit(pieces(2)))).toBe('storage-full')
  await commit(pieces(2))
  expect(asked.map(([name]) => name)).toStrictEqual(['commit', 'append', 'commit'])
})

it('knows nothing of a run whose commit was refused, or that has ended', async () => {
  const { asked, commit } = createAsked({ commit: full })
  expect(await codeOf(commit(pieces(1)))).toBe('storage-full')
  expect(await codeOf(commit(pieces(1)))).toBe('storage-full')
  const other = createAsked()
  const ended = runOf('r1', { status: 'completed' })
  await other.commit({ ...pieces(1), run: ended })
  await other.commit({ ...pieces(2), run: ended })
  const names = [...asked, ...other.asked].map(([name]) => name)
  expect(names).toStrictEqual(['commit', 'commit', 'commit', 'commit'])
})

it('keeps runs apart', async () => {
  const { asked, commit } = createAsked()
  const options = { ...run.options, providerId: providerIdOf('other') }
  const second = runOf('r2', { sessionId: sessionIdOf('s2'), options })
  await commit(pieces(1))
  await commit({ ...pieces(1), run: second, events: [deltaOf(1, 'x', 'r2')] })
  await commit(pieces(2))
  await commit({ ...pieces(2), run: second, events: [deltaOf(2, 'x', 'r2')] })
  expect(asked.map(([name]) => name)).toStrictEqual(['commit', 'commit', 'append', 'append'])
})
