import type Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import { commitOf, deltaOf, messageOf, recordOf, runOf, sessionOf } from '../../core/testing/store-fixture.ts'
import { openDatabase } from './database.ts'
import { createOperations } from './operations.ts'
import type { Operations } from './protocol.ts'
import { makeFolder } from './testing/sqlite-under-test.ts'

let place: Awaited<ReturnType<typeof makeFolder>>
let db: Database.Database
let operations: Operations
beforeEach(async () => {
  place = await makeFolder()
  db = openDatabase(place.path).db
  operations = createOperations(db, place.path)
  operations.createSession(sessionOf('s1'))
})
afterEach(async () => {
  db.close()
  await place.remove()
})

const planOf = (sql: string) => JSON.stringify(db.prepare(`explain query plan ${sql}`).all())
const keyOf = (id: string) => operations.keyOfSession(sessionIdOf(id)) ?? ''
const pragma = (name: string) => db.pragma(name, { simple: true })

it('DU-14 DU-15 asks SQLite for what durability needs', () => {
  expect([
    pragma('journal_mode'),
    pragma('checkpoint_fullfsync'),
    pragma('foreign_keys'),
    pragma('trusted_schema'),
    pragma('locking_mode'),
  ]).toStrictEqual(['wal', 1, 1, 0, 'exclusive'])
})

it('flushes each durable commit, and no other', () => {
  const [normal, full] = [1, 2]
  expect(pragma('synchronous')).toBe(full)
  operations.commit(commitOf({ durable: false }))
  expect(pragma('synchronous')).toBe(normal)
  operations.commit(commitOf({ durable: true }))
  expect(pragma('synchronous')).toBe(full)
  operations.commit(commitOf({ durable: false }))
  operations.updateSession({ id: sessionIdOf('s1'), change: { title: 'Named' } })
  expect(pragma('synchronous')).toBe(full)
})

it('adds events to the journal only behind the last one of a run that is stored', () => {
  const append = (runId: string, after: number, ...seqs: readonly number[]) =>
    operations.append({
      runId: runIdOf(runId),
      after,
      events: JSON.stringify(seqs.map((seq) => deltaOf(seq, `piece ${seq} `, runId))),
    })
  const stored = () => operations.readEvents({ runId: runIdOf('r1'), afterSeq: 0 }).map(({ seq }) => seq)
  expect(() => append('r1', 0, 1)).toThrow('there is no run r1')
  operations.commit(commitOf({ events: [deltaOf(1)] }))
  append('r1', 1, 2, 3)
  expect(() => append('r1', 1, 2, 3)).toThrow('event 2 cannot be number 4')
  expect(() => append('r1', 4, 5)).toThrow('event 5 cannot be number 4')
  append('r1', 3, 4)
  expect(stored()).toStrictEqual([1, 2, 3, 4])
  expect(pragma('synchronous')).toBe(1)
})

it('DU-06 writes nothing of a commit when the disk is full, still reads, and goes on when there is room', () => {
  operations.commit(commitOf({ messages: [messageOf('m1', null)], events: [deltaOf(1)] }))
  db.pragma(`max_page_count = ${String(pragma('page_count'))}`)
  const large = commitOf({
    run: runOf('r1', { status: 'failed' }),
    messages: [messageOf('a1', 'm1', { parts: [{ type: 'text', text: 'x'.repeat(100_000) }] })],
    events: [deltaOf(2)],
  })
  expect(() => operations.commit(large)).toThrow('database or disk is full')
  expect(operations.getRun(runIdOf('r1'))).toStrictEqual(runOf('r1'))
  expect(operations.readEvents({ runId: runIdOf('r1'), afterSeq: 0 })).toStrictEqual([deltaOf(1)])
  db.pragma('max_page_count = 100000')
  operations.commit(large)
  expect(operations.readPath({ leafId: messageIdOf('a1') })).toHaveLength(2)
})

describe('a row that is not what the contract says', () => {
  const canary = 'private words'
  beforeEach(() => {
    operations.commit(
      commitOf({ messages: [messageOf('m1', null)], calls: [recordOf('c1', 'm1')], events: [deltaOf(1)] }),
    )
  })

  it.each([
    [`update messages set parts = '[{"type":"text","text":"${canary}"'`, 'message m1: malformed JSON'],
    [`update messages set role = '${canary}'`, 'message m1: role is not valid'],
    [`update runs set options = '{"model":"${canary}"}'`, 'run r1: options.providerId is not valid'],
    [`update tool_calls set record = '${canary}'`, 'tool call c1 of message m1: malformed JSON'],
    [`update run_events set event = '{"type":"${canary}"}'`, 'event 1 of run r1: type is not valid'],
    [`update sessions set tags = '"${canary}"'`, 'session s1: tags is not valid'],
  ])('is named as damage without its text: %s', (sql, detail) => {
    db.pragma('foreign_keys = OFF')
    db.exec(sql)
    const reads = [
      () => operations.getMessage(messageIdOf('m1')),
      () => operations.claimOpenRuns(undefined),
      () => operations.listCalls({ key: keyOf('s1'), after: 0, limit: 5 }),
      () => operations.readEvents({ runId: runIdOf('r1'), afterSeq: 0 }),
      () => operations.listSessions({ shelf: 'active', limit: 5 }),
    ]
    const failures = reads.flatMap((read) => failureOfCall(read))
    expect(failures).toMatchObject([
      { failure: { code: 'storage-corrupt', params: { path: place.path, detail } } },
    ])
    expect(JSON.stringify(failures)).not.toContain(canary)
  })
})

it('refuses to move a message to another place in the tree', () => {
  operations.commit(commitOf({ messages: [messageOf('m1', null), messageOf('m2', 'm1')] }))
  expect(() => operations.commit(commitOf({ messages: [messageOf('m1', 'm2')] }))).toThrow('another place')
  expect(operations.readPath({ leafId: messageIdOf('m2') }).map(({ id }) => id)).toStrictEqual(['m1', 'm2'])
})

it('reads a list, a path, the open runs and the calls through an index', () => {
  expect(
    planOf(`select * from sessions where shelf = 'active' and updated_at <= 9 order by updated_at desc, id`),
  ).toMatch(/SEARCH sessions USING INDEX sessions_by_change \(shelf=\? AND updated_at<\?\)"\}\]$/)
  expect(planOf(`select key from sessions where id = 's' and deleted_at is null`)).toContain('sessions_alive')
  expect(planOf('select * from runs where ended = 0 order by position')).toContain('runs_open')
  expect(planOf(`select * from tool_calls where session_key = 's' order by position`)).toContain(
    'tool_calls_by_session',
  )
})

it('finds the session of an id without a walk over all of them', () => {
  const prepare = vi.spyOn(db, 'prepare')
  createOperations(db, place.path)
  const byId = prepare.mock.calls.flatMap(([sql]) =>
    /^select .*\s+from sessions where .*@id/s.test(sql) ? [sql] : [],
  )
  const given = { id: 's1', now: 0 }
  const plans = byId.map((sql) => JSON.stringify(db.prepare(`explain query plan ${sql}`).all(given)))
  expect(plans).toHaveLength(2)
  for (const plan of plans) {
    expect(plan).toContain('sessions_alive')
    expect(plan).toContain('sessions_deleted')
    expect(plan).not.toContain('SCAN sessions')
  }
})

it('writes and removes without a walk over what may refer to it', () => {
  const prepare = vi.spyOn(db, 'prepare')
  createOperations(db, place.path)
  const changes = prepare.mock.calls.flatMap(([sql]) => (/^\s*(?:insert|delete)/.test(sql) ? [sql] : []))
  const plans = changes.map((sql) => {
    const names = [...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, null] as const)
    const places = sql
      .split('?')
      .slice(1)
      .map(() => null)
    return JSON.stringify(
      db
        .prepare(`explain query plan ${sql}`)
        .all(...(names.length > 0 ? [Object.fromEntries(names)] : places)),
    )
  })
  expect(plans.filter((plan) => plan.includes('sessions_by_leaf'))).not.toStrictEqual([])
  expect(plans.filter((plan) => /SCAN (?:sessions|messages|runs|tool_calls)/.test(plan))).toStrictEqual([])
})

it('reads what belongs to a page without a walk over the session', () => {
  const prepare = vi.spyOn(db, 'prepare')
  createOperations(db, place.path)
  const ofPages = prepare.mock.calls.flatMap(([sql]) => (sql.includes('@messageIds') ? [sql] : []))
  const given = { key: '', messageIds: '[]', runIds: '[]' }
  const plans = ofPages.map((sql) => JSON.stringify(db.prepare(`explain query plan ${sql}`).all(given)))
  expect(plans).toHaveLength(2)
  expect(plans.join('\n')).toContain('runs_by_message')
  expect(plans.join('\n')).toContain('sqlite_autoindex_tool_calls_1')
  expect(plans.join('\n')).not.toContain('by_session')
})

function failureOfCall(call: () => unknown): readonly unknown[] {
  try {
    call()
    return []
  } catch (error) {
    return [error]
  }
}
