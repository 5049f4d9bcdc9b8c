import { ParleyError } from '../../core/errors.ts'

/** Where a server is and as whom to go there. `host` names it in failures and holds no secret. */
export interface RedisAddress {
  readonly host: string
  readonly socket: { readonly host: string; readonly port: number; readonly tls: boolean }
  readonly username: string | undefined
  readonly password: string | undefined
  readonly database: number
}

/**
 * Reads `host`, `host:port`, `redis://user:password@host:port/database` or the same with `rediss` for TLS. Throws
 * `input-invalid`, which does not repeat the text: there may be a password in it.
 */
export function readAddress(text: string): RedisAddress {
  const url = URL.parse(text.includes('://') ? text : `redis://${text}`)
  const database = url?.pathname.replace(/^\//, '') || '0'
  if (!url?.hostname || !/^rediss?:$/.test(url.protocol) || !/^\d{1,6}$/.test(database)) throw unreadable()
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const port = Number(url.port || 6379)
  return {
    host: `${url.hostname}:${port}`,
    socket: { host: name, port, tls: url.protocol === 'rediss:' },
    username: decoded(url.username),
    password: decoded(url.password),
    database: Number(database),
  }
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part) || undefined
  } catch {
    throw unreadable()
  }
}

function unreadable(): ParleyError {
  const detail =
    'the address of the Redis server must be host:port or redis://user:password@host:port/database'
  return new ParleyError('input-invalid', { params: { detail } })
}
