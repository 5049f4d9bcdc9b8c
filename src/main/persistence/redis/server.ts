import { z } from 'zod'
import { ParleyError } from '../../core/errors.ts'
import type { Log } from '../../core/ports/log.ts'
import type { Connection } from './connection.ts'

/** What a server can promise for what it has acknowledged. */
export interface ServerPromise {
  /** `always`: it is on the disk. `asked`: when one waits for it. `none`: a power cut may take it. */
  readonly flush: 'always' | 'asked' | 'none'
}

const infoReply = z.string()
const configReply = z.record(z.string(), z.string())

/**
 * Looks at what kind of server it is, and warns of what it may lose. Throws `storage-failed` for a cluster, whose
 * scripts may not touch keys of different nodes.
 */
export async function inspectServer(connection: Connection, host: string, log: Log): Promise<ServerPromise> {
  const info = await infoOf(connection)
  if (info.get('cluster_enabled') === '1') {
    const detail = `${host} belongs to a Redis cluster, which is not supported`
    throw new ParleyError('storage-failed', { params: { detail } })
  }
  const policy = info.get('maxmemory_policy') ?? 'noeviction'
  if (policy !== 'noeviction' && info.get('maxmemory') !== '0') log.warn('redis-may-evict', { host, policy })
  const promise = await promiseOf(connection, info)
  if (promise.flush === 'none') {
    const meaning = 'a power cut or a crash of the server may lose what it acknowledged last'
    log.warn('redis-not-durable', { host, appendOnly: info.get('aof_enabled') === '1', meaning })
  }
  return promise
}

async function promiseOf(connection: Connection, info: ReadonlyMap<string, string>): Promise<ServerPromise> {
  if (info.get('aof_enabled') !== '1') return { flush: 'none' }
  const policy = await appendPolicy(connection)
  if (policy === 'always') return { flush: 'always' }
  if (policy === 'no') return { flush: 'none' }
  return { flush: (await knows(connection, 'WAITAOF')) ? 'asked' : 'none' }
}

// Hosted servers forbid these questions. Then nothing is known, and nothing is promised.
async function infoOf(connection: Connection): Promise<ReadonlyMap<string, string>> {
  const answer = await connection.send(['INFO']).catch(nothingWhenRefused)
  const text = infoReply.catch('').parse(answer)
  return new Map(
    text.split(/\r?\n/).flatMap((line): [string, string][] => {
      const colon = line.indexOf(':')
      return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1)]]
    }),
  )
}

async function appendPolicy(connection: Connection): Promise<string | undefined> {
  const answer = await connection.send(['CONFIG', 'GET', 'appendfsync']).catch(nothingWhenRefused)
  return configReply.catch({}).parse(answer)['appendfsync']
}

async function knows(connection: Connection, command: string): Promise<boolean> {
  const answer = await connection.send(['COMMAND', 'INFO', command]).catch(nothingWhenRefused)
  return Array.isArray(answer) && Boolean(answer[0])
}

function nothingWhenRefused(error: unknown): undefined {
  const code = error instanceof ParleyError ? error.failure.code : undefined
  if (code === 'storage-refused' || code === 'storage-failed') return undefined
  throw error
}
