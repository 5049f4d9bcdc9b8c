import type { Log } from '../../core/ports/log.ts'
import type { AttachmentStore } from '../../core/ports/attachment-store.ts'
import type { MessageStore, RunStore, Store } from '../../core/ports/stores.ts'
import { atMost } from '../closing.ts'
import { attachmentTable } from './attachment-table.ts'
import { applyCommit } from './commit.ts'
import type { Query } from './connection-pool.ts'
import { nameOf, type PostgresAddress } from './connection-options.ts'
import { createDatabase, type Database } from './database.ts'
import { buryOver, purgeTrash } from './expiry.ts'
import { migrate } from './migrate.ts'
import { migrations as released, type Migration } from './migrations.ts'
import { announcePresence, type Presence } from './presence.ts'
import { createSearch } from './search.ts'
import { createTables, type Tables } from './tables.ts'
import { readBundle, readBundles, writeBundle } from './transfer.ts'
import { createWork } from './work.ts'

export interface PostgresStoreOptions extends PostgresAddress {
  readonly log: Log
  /** The schema that holds the tables; made when it is not there. */
  readonly schema?: string
  /** How long a connection may take, in milliseconds. */
  readonly connectWithinMs?: number
  /** How long one statement may take, in milliseconds. */
  readonly answerWithinMs?: number
  /** How long `close` waits for work that goes on, in milliseconds. */
  readonly closeWithinMs?: number
  /** Another schema than that of this version. */
  readonly migrations?: readonly Migration[]
}

/**
 * Opens the store and makes or updates its tables. Several processes may do so at once, and work together. Throws
 * `storage-unreachable`, `storage-refused`, `profile-newer` and `storage-failed`; nothing was then changed.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const { log, schema = 'parley', connectWithinMs = 5000, answerWithinMs = 30_000 } = options
  const { closeWithinMs = 4000, migrations = released } = options
  const connection = { address: options, schema, connectWithinMs, answerWithinMs, log }
  const place = { schema, path: nameOf(options), host: `${options.host}:${options.port}` }
  const database = createDatabase(connection)
  try {
    const opened = await database.transaction('durable', (query) => migrate(query, place, migrations))
    const presence = await announcePresence(connection)
    log.info('store-opened', { ...opened })
    return storeOver(database, presence, { path: place.path, closeWithinMs })
  } catch (error) {
    await database.close(0)
    throw error
  }
}

const goodbyeWithinMs = 1000

interface Details {
  readonly path: string
  readonly closeWithinMs: number
}

type Work = ReturnType<typeof createWork>

function messagesOver(query: Query, { messages }: Tables, work: Work): MessageStore {
  return {
    get: (id) => work.run(() => messages.get(query, id)),
    path: (leafId, limit) => work.run(() => messages.path(query, leafId, limit)),
    pathIds: (leafId) => work.run(() => messages.pathIds(query, leafId)),
    newestLeaf: (id) => work.run(() => messages.newestLeaf(query, id)),
    branches: (of) => work.run(() => messages.branches(query, of)),
  }
}

function runsOver(query: Query, { runs, calls }: Tables, work: Work): Omit<RunStore, 'claimOpen'> {
  return {
    get: (id) => work.run(() => runs.get(query, id)),
    listBySession: (id) => work.run(() => runs.listBySession(query, id)),
    listCalls: (id) => work.run(() => calls.listBySession(query, id)),
    ofMessages: (messages) =>
      work.run(async () => ({
        runs: await runs.ofMessages(query, messages),
        calls: await calls.ofMessages(query, messages),
      })),
    costOf: (id) => work.run(() => runs.costOf(query, id)),
    usageBySession: (asked) => work.run(() => runs.usageBySession(query, asked)),
  }
}

function attachmentsOver(query: Query, work: Work): AttachmentStore {
  return {
    put: (hash, content) => work.run(() => attachmentTable.put(query, hash, content)),
    get: (hash) => work.run(() => attachmentTable.get(query, hash)),
    putMade: (hash, name, made) => work.run(() => attachmentTable.putMade(query, hash, name, made)),
    getMade: (hash, name) => work.run(() => attachmentTable.getMade(query, hash, name)),
    touch: (hashes) => work.run(() => attachmentTable.touch(query, hashes)),
    sweep: (unusedForMs) => work.run(() => attachmentTable.sweep(query, unusedForMs)),
  }
}

function storeOver(database: Database, presence: Presence, { path, closeWithinMs }: Details): Store {
  const { query } = database
  const tables = createTables(path)
  const { sessions, runs, events } = tables
  const search = createSearch(path)
  const work = createWork()
  let closing: Promise<void> | undefined

  const expire = async (purgeBefore: number | undefined) => {
    const over = await buryOver(query)
    return purgeBefore === undefined ? over : [...over, ...(await purgeTrash(query, purgeBefore))]
  }
  // A server that does not answer is not told good-bye for ever.
  const leave = () => atMost(goodbyeWithinMs, Promise.all([presence.close(), database.close(0)]))
  return {
    capabilities: { durable: true, shared: true, search: 'index', keepsExpired: true, backups: false },
    sessions: {
      create: (session) =>
        work.inLane(session.id, () =>
          database.transaction('durable', async (ask) => (await sessions.create(ask, session)) !== undefined),
        ),
      get: (id) => work.run(async () => (await sessions.find(query, id))?.session),
      list: (asked) => work.run(() => sessions.list(query, asked)),
      update: (id, change) =>
        work.inLane(id, () => database.transaction('durable', (ask) => sessions.update(ask, id, change))),
      replaceMarks: (id, since, marks) =>
        work.inLane(id, () =>
          database.transaction('durable', (ask) => sessions.replaceMarks(ask, id, since, marks)),
        ),
      purge: (id) => work.inLane(id, () => sessions.purge(query, id)),
      expire: (purgeBefore) => work.run(() => expire(purgeBefore)),
    },
    messages: messagesOver(query, tables, work),
    runs: {
      ...runsOver(query, tables, work),
      claimOpen: () => work.run(() => presence.ensure().then(() => runs.claimOpen(query, presence.number))),
    },
    log: {
      commit: (commit) =>
        work.inLane(commit.run.sessionId, async () => {
          await presence.ensure()
          const kind = commit.durable ? 'durable' : 'quick'
          await database.transaction(kind, (ask) => applyCommit(ask, tables, commit, presence.number))
        }),
      read: (runId, afterSeq) => work.run(() => events.read(query, runId, afterSeq)),
    },
    transfer: {
      read: (id) => work.run(() => database.transaction('snapshot', (ask) => readBundle(ask, tables, id))),
      count: () => work.run(async () => (await sessions.keys(query)).length),
      readAll: () => readBundles((read) => work.run(() => database.transaction('snapshot', read)), tables),
      write: (bundle) =>
        work.inLane(bundle.session.id, () =>
          database.transaction('durable', (ask) => writeBundle(ask, tables, bundle)),
        ),
    },
    search: { search: (asked) => work.run(() => search(query, asked)) },
    attachments: attachmentsOver(query, work),
    close: () => (closing ??= work.end(closeWithinMs).then(leave)),
  }
}
