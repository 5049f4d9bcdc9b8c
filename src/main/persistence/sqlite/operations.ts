import type { Database } from 'better-sqlite3'
import type { RunId, SessionId } from '../../../contract/id.ts'
import { searchableText } from '../../../contract/search.ts'
import { ParleyError } from '../../core/errors.ts'
import type { RunCommit, RunsOfMessages } from '../../core/ports/stores.ts'
import type { OfMessages, Operations } from './protocol.ts'
import { createPurge } from './purge.ts'
import { createSearch } from './search.ts'
import type { SessionKey } from './session-table.ts'
import { createTables, type Tables } from './tables.ts'
import { createTransfer } from './transfer.ts'

/** Everything the store can do, on an open database. `path` names it in failures. */
export function createOperations(db: Database, path: string, now: () => number = Date.now): Operations {
  const tables = createTables(db, path, now)
  const { sessions, messages, texts, runs, calls, events, search, uses } = tables
  const write = createWrite(db)
  const trash = createPurge(db, tables)
  const transfer = createTransfer(tables)
  const whole = <Result>(read: () => Result): Result => db.transaction(read)()
  const apply = createApply(tables)
  return {
    createSession: (session) => write(true, () => sessions.create(session) !== undefined),
    getSession: (id) => sessions.get(id),
    listSessionsText: (query) => sessions.listText(query),
    listSessions: (query) => sessions.list(query),
    updateSession: ({ id, change }) =>
      write(true, () => ofSession(sessions.keyOf(id), (key) => sessions.update(key, change))),
    replaceMarks: ({ id, since, marks }) =>
      write(
        true,
        () => ofSession(sessions.keyOf(id), (key) => sessions.replaceMarks(key, since, marks)) ?? false,
      ),
    purgeSession: (id) => write(true, () => trash.purge(id)),
    endSessions: () => write(true, () => sessions.endOver()),
    purgeNext: (before) => write(true, () => trash.purgeNext(before)),
    getMessage: (id) => messages.get(id),
    readNewestText: ({ leafId, limit }) => messages.newestText(leafId, limit),
    readPath: ({ leafId, limit }) => messages.path(leafId, limit),
    readPathIds: (id) => messages.pathIds(id),
    newestLeaf: (id) => messages.newestLeaf(id),
    readBranches: (ids) => messages.branches(ids),
    getRun: (id) => runs.get(id),
    claimOpenRuns: runs.listOpen,
    keyOfSession: (id) => sessions.keyOf(id),
    listRuns: runs.listStretch,
    listCalls: calls.listStretch,
    readOfMessages: ({ sessionId, ...wanted }) => ofMessages(tables, sessions.keyOf(sessionId), wanted),
    costOf: (id) => runs.costOf(sessions.keyOf(id)),
    usageBySession: tables.usage,
    commit: (commit) => write(commit.durable, () => apply(commit)),
    append: ({ runId, after, events: text }) =>
      write(false, () => {
        if (runs.keyOf(runId) === undefined) throw withoutRun(runId)
        events.appendText(runId, after, text)
      }),
    readEvents: ({ runId, afterSeq }) => events.read(runId, afterSeq),
    readBundle: (id) => whole(() => ofSession(sessions.keyOf(id), (key) => transfer.read(key))),
    listKeys: () => sessions.keys(),
    readBundleOf: (key) => whole(() => transfer.read(key)),
    writeBundle: (bundle) => write(true, () => transfer.write(bundle)),
    usedAttachments: uses.usedOf,
    search: createSearch(search, {
      keyOf: (id) => sessions.keyOf(id),
      getMessage: (id) => messages.get(id),
      textOf: (id) => texts.of(id),
      now,
    }),
  }
}

function ofSession<Result>(
  key: SessionKey | undefined,
  work: (key: SessionKey) => Result,
): Result | undefined {
  return key === undefined ? undefined : work(key)
}

function ofMessages(
  { runs, calls }: Tables,
  key: SessionKey | undefined,
  { messageIds, runIds }: Omit<OfMessages, 'sessionId'>,
): RunsOfMessages {
  if (key === undefined) return { runs: [], calls: [] }
  return { runs: runs.ofMessages(key, messageIds, runIds), calls: calls.ofMessages(key, messageIds) }
}

// The session, the run and the messages come first: the rest refers to them.
function createApply({ sessions, messages, texts, runs, calls, events, search }: Tables) {
  return (commit: RunCommit): void => {
    const lastSeq = events.last(commit.run.id)
    if (events.hold(commit.run.id, commit.events, lastSeq)) return
    if (commit.newSession) sessions.create(commit.newSession)
    const key = runs.keyOf(commit.run.id) ?? sessions.keyOf(commit.run.sessionId)
    if (key === undefined) throw withoutSession(commit.run.sessionId)
    runs.put(commit.run, key)
    for (const message of commit.messages) {
      const before = texts.of(message.id)
      search.replace(messages.put(message, key), before, searchableText(message))
    }
    for (const call of commit.calls) calls.put(call, key)
    events.append(commit.run.id, commit.events, lastSeq)
    if (commit.session) sessions.advance(key, commit.session)
  }
}

function withoutSession(id: SessionId): ParleyError {
  return new ParleyError('storage-failed', { params: { detail: `there is no session ${id}` } })
}

function withoutRun(id: RunId): ParleyError {
  return new ParleyError('storage-failed', { params: { detail: `there is no run ${id}` } })
}

type Write = <Result>(durable: boolean, change: () => Result) => Result

// In WAL, FULL flushes the log at each commit, and with it every commit before; NORMAL leaves that to the next FULL
// one or the next checkpoint. Both are whole after a crash of the process. The setting is the connection's and may
// change between transactions, so each says what it needs, and only a change is told to SQLite.
function createWrite(db: Database): Write {
  const transaction = db.transaction((change: () => unknown) => change())
  let setting: boolean | undefined
  return <Result>(durable: boolean, change: () => Result) => {
    if (durable !== setting) db.pragma(`synchronous = ${durable ? 'FULL' : 'NORMAL'}`)
    setting = durable
    let result: Result | undefined
    transaction.immediate(() => {
      result = change()
    })
    // The transaction has run the change or has thrown.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return result as Result
  }
}
