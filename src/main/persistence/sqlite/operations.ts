import type { Database } from 'better-sqlite3'
import type { RunCommit } from '../../core/ports/stores.ts'
import { createCallTable } from './call-table.ts'
import { createEventTable } from './event-table.ts'
import { createMessageTable } from './message-table.ts'
import type { Operations } from './protocol.ts'
import { createRunTable } from './run-table.ts'
import { createSessionTable } from './session-table.ts'
import { createRowReader } from './stored-row.ts'

/** Everything the store can do, on an open database. `path` names it in failures. */
export function createOperations(db: Database, path: string): Operations {
  const readRow = createRowReader(path)
  const sessions = createSessionTable(db, readRow)
  const messages = createMessageTable(db, readRow)
  const runs = createRunTable(db, readRow)
  const calls = createCallTable(db, readRow)
  const events = createEventTable(db, readRow)
  const write = createWrite(db)

  // The session, the run and the messages come first: the rest refers to them.
  const apply = (commit: RunCommit) => {
    if (commit.newSession) sessions.create(commit.newSession)
    runs.put(commit.run)
    for (const message of commit.messages) messages.put(message)
    for (const call of commit.calls) calls.put(call)
    events.append(commit.run.id, commit.events)
    if (commit.session) sessions.advance(commit.run.sessionId, commit.session)
  }
  return {
    createSession: (session) => write(true, () => sessions.create(session)),
    getSession: (id) => sessions.get(id),
    listSessions: (query) => sessions.list(query),
    updateSession: ({ id, change }) => write(true, () => sessions.update(id, change)),
    getMessage: (id) => messages.get(id),
    readPath: messages.path,
    getRun: (id) => runs.get(id),
    listOpenRuns: runs.listOpen,
    listRuns: runs.listBySession,
    listCalls: calls.listBySession,
    commit: (commit) => write(commit.durable, () => apply(commit)),
    readEvents: ({ runId, afterSeq }) => events.read(runId, afterSeq),
  }
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
