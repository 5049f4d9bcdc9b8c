import type { Log } from '../../core/ports/log.ts'
import type { Store } from '../../core/ports/stores.ts'
import { createRowReader } from '../stored-row.ts'
import { readAddress } from './address.ts'
import { createAttachmentTable } from './attachment-table.ts'
import { createCalls } from './calls.ts'
import { connect, type Connection, type ConnectionOptions } from './connection.ts'
import { createDatabase, flagReply, type Database } from './database.ts'
import { createEventLog } from './event-log.ts'
import { createFlush, type Flush } from './flush.ts'
import { checkFormat } from './format.ts'
import { probeRights } from './lua/probe-script.ts'
import { createMessageTable } from './message-table.ts'
import { createOwnership, type Ownership } from './ownership.ts'
import { createRunTable } from './run-table.ts'
import { createSearch } from './search.ts'
import { inspectServer } from './server.ts'
import { createSessionTable } from './session-table.ts'
import { storeOf, type StoreParts } from './store.ts'
import { createTransfer } from './transfer.ts'

export interface RedisStoreOptions {
  /** `host:port`, or a URL `redis://user:password@host:port/database`; `rediss` for TLS. */
  readonly address: string
  /** These take the place of what the address says. */
  readonly tls?: boolean
  readonly username?: string | undefined
  readonly password?: string
  readonly database?: number
  /** Begins every key. Stores with different prefixes do not see each other. */
  readonly prefix?: string
  readonly log: Log
  /** Milliseconds: how long the server may take to be there, to answer, and `close` to wait for what goes on. */
  readonly connectWithinMs?: number
  readonly answerWithinMs?: number
  readonly closeWithinMs?: number
}

/**
 * Opens the store on a plain Redis server from 6.2 on, which several processes may share; a cluster is not supported.
 * What a power cut can take depends on the server's own settings, of which the log is warned. Throws
 * `storage-unreachable`, `storage-refused`, `storage-failed`, `profile-newer`, `input-invalid`.
 */
export async function openRedisStore(options: RedisStoreOptions): Promise<Store> {
  const {
    prefix = 'parley:',
    log,
    connectWithinMs = 5000,
    answerWithinMs = 10_000,
    closeWithinMs = 4000,
  } = options
  const address = addressOf(options)
  const connections: Connection[] = []
  const join = async () => {
    const made = await connect({ address, connectWithinMs, answerWithinMs } satisfies ConnectionOptions)
    connections.push(made)
    return made
  }
  const leave = () => {
    for (const connection of connections) connection.destroy()
  }
  try {
    const connection = await join()
    const { host } = address
    const { flush: promise } = await inspectServer(connection, host, log)
    await checkFormat(connection, prefix, host)
    const database = createDatabase(connection, prefix)
    await database.run(probeRights, [], flagReply)
    const ownership = await createOwnership({ connection, database, prefix })
    const flush = promise === 'asked' ? createFlush(await join(), { prefix, host }) : nothingToFlush
    log.info('store-opened', { host, flush: promise })
    return storeOver({ database, ownership, flush, host, closeWithinMs, leave })
  } catch (error) {
    leave()
    throw error
  }
}

const nothingToFlush: Flush = () => Promise.resolve()

function addressOf({ address, tls, username, password, database }: RedisStoreOptions) {
  const read = readAddress(address)
  return {
    ...read,
    socket: { ...read.socket, tls: tls ?? read.socket.tls },
    username: username ?? read.username,
    password: password ?? read.password,
    database: database ?? read.database,
  }
}

interface StoreNeeds {
  readonly database: Database
  readonly ownership: Ownership
  readonly flush: Flush
  readonly host: string
  readonly closeWithinMs: number
  readonly leave: () => void
}

function storeOver({ database, ownership, flush, host, closeWithinMs, leave }: StoreNeeds): Store {
  const readRow = createRowReader(host)
  const sessions = createSessionTable(database, readRow)
  const parts: StoreParts = {
    sessions,
    messages: createMessageTable(database, readRow),
    runs: createRunTable(database, readRow, ownership, sessions),
    log: createEventLog(database, readRow, ownership.owner),
    transfer: createTransfer(database, readRow),
    search: createSearch(database, readRow),
    attachments: createAttachmentTable(database),
  }
  const calls = createCalls()
  let closing: Promise<void> | undefined
  const close = async () => {
    ownership.stop()
    await calls.close(() => ownership.release(), closeWithinMs)
    leave()
  }
  return { ...storeOf(parts, calls, flush), close: () => (closing ??= close()) }
}
