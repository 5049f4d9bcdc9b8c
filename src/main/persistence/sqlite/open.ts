import type { SessionBundle } from '../../../contract/session-bundle.ts'
import type { Upgrade } from '../../../contract/storage.ts'
import type { Log } from '../../core/ports/log.ts'
import type { Store } from '../../core/ports/stores.ts'
import { openAttachments, type SqliteAttachments } from './attachments.ts'
import { createCommit, createRefusals, type Refusals } from './commits.ts'
import { inMemory } from './in-memory.ts'
import type { Opened } from './protocol.ts'
import {
  endOfPath,
  expireSessions,
  listCalls,
  listRuns,
  listSessions,
  pathIds,
  runsOfMessages,
  wholePath,
} from './pages.ts'
import { reviveWorker } from './revived-worker.ts'
import { startWorker, type WorkerClient } from './worker-client.ts'
import { workerLocation } from './worker-location.ts'

export interface SqliteStoreOptions {
  /** Called when the database was brought to the format of this version. */
  readonly onUpgrade?: (upgrade: Upgrade) => void
  /** The database file; its folder exists. `:memory:` keeps everything in memory until `close`. */
  readonly path: string
  readonly log: Log
  /** The code of the worker, when it does not lie where the build puts it. */
  readonly worker?: URL
  /** How long `close` waits for work that goes on, in milliseconds. */
  readonly closeWithinMs?: number
}

/**
 * Opens the store, for this process alone, in a thread of its own: no query blocks the caller's. Throws
 * `profile-locked`, `profile-newer`, `profile-unwritable`, `storage-corrupt`, `storage-failed`; nothing was then changed.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { path, log, worker: url = workerLocation(import.meta.url), closeWithinMs = 4000 } = options
  const refusals = createRefusals()
  const settings = { url, path, closeWithinMs, onRefused: refusals.note }
  const client = startWorker(settings)
  try {
    const opened = await client.opening
    tell(log, opened)
    if (opened.upgrade) options.onUpgrade?.(opened.upgrade)
  } catch (error) {
    await client.close()
    throw error
  }
  // Without its thread a database in memory is gone: a new one would be empty without a word.
  const durable = path !== inMemory
  const used = durable ? reviveWorker(client, () => startWorker({ ...settings, isAgain: true })) : client
  return storeOver({ client: used, refusals, durable, attachments: openAttachments(path, used) })
}

function tell(log: Log, { version, foundVersion, upgrade }: Opened): void {
  if (upgrade) {
    const { from, to, before, after, snapshot } = upgrade
    log.warn('store-migrated', {
      from,
      to,
      snapshot,
      ...after,
      countsBefore: Object.values(before).join(' '),
    })
  } else log.info('store-opened', { version, foundVersion })
}

interface StoreParts {
  readonly client: Pick<WorkerClient, 'call' | 'append' | 'copy' | 'close'>
  readonly refusals: Refusals
  readonly durable: boolean
  readonly attachments: SqliteAttachments
}

type Client = StoreParts['client']

/** The store over whatever performs the operations. */
export function storeOver({ client, refusals, durable, attachments }: StoreParts): Store {
  return {
    capabilities: { durable, shared: false, search: 'index', keepsExpired: true, backups: durable },
    sessions: {
      create: (session) => client.call('createSession', session),
      get: (id) => client.call('getSession', id),
      list: (query) => listSessions(client, query),
      update: (id, change) => client.call('updateSession', { id, change }),
      replaceMarks: (id, since, marks) => client.call('replaceMarks', { id, since, marks }),
      purge: (id) => client.call('purgeSession', id),
      expire: (purgeBefore) => expireSessions(client, purgeBefore),
    },
    messages: {
      get: (id) => client.call('getMessage', id),
      path: (leafId, limit) =>
        limit === undefined ? wholePath(client, leafId) : endOfPath(client, leafId, limit),
      pathIds: (leafId) => pathIds(client, leafId),
      newestLeaf: (id) => client.call('newestLeaf', id),
      branches: (messages) =>
        client.call(
          'readBranches',
          messages.map(({ id }) => id),
        ),
    },
    runs: {
      get: (id) => client.call('getRun', id),
      claimOpen: () => client.call('claimOpenRuns', undefined),
      listBySession: (sessionId) => listRuns(client, sessionId),
      listCalls: (sessionId) => listCalls(client, sessionId),
      ofMessages: (messages) => runsOfMessages(client, messages),
      costOf: (sessionId) => client.call('costOf', sessionId),
      usageBySession: (query) => client.call('usageBySession', query),
    },
    log: {
      commit: createCommit(client, refusals),
      read(runId, afterSeq) {
        refusals.forget(runId)
        return client.call('readEvents', { runId, afterSeq })
      },
    },
    transfer: {
      read: (id) => client.call('readBundle', id),
      count: async () => (await client.call('listKeys', undefined)).length,
      readAll: () => readAll(client),
      write: (bundle) => client.call('writeBundle', bundle),
    },
    search: { search: (query) => client.call('search', query) },
    attachments,
    ...(durable && { copyInto: (path) => client.copy(path) }),
    close() {
      attachments.close()
      return client.close()
    },
  }
}

async function* readAll(client: Client): AsyncGenerator<SessionBundle> {
  for (const key of await client.call('listKeys', undefined)) {
    const bundle = await client.call('readBundleOf', key)
    if (bundle) yield bundle
  }
}
