import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { Socket } from 'node:net'
import { ParleyError, reasonOf } from '../core/errors.ts'
import type { Proxy } from './proxy-choice.ts'

/** How long a proxy may take to open a tunnel, in milliseconds. */
const patienceMs = 15_000

/**
 * Has a proxy open a way to `authority` (`host:port`) by CONNECT, as RFC 9110 has it. Rejects with `proxy-unreachable`,
 * `proxy-login-needed` or `proxy-refused`.
 */
export function openTunnel({ url, credentials }: Proxy, authority: string): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  const proxy = url.host
  const host = authority
  const lost = (error: unknown) =>
    reject(new ParleyError('proxy-unreachable', { params: { proxy, host, reason: codeOf(error) } }))
  const ask = url.protocol === 'https:' ? requestSecure : requestPlain
  const asked = ask({
    method: 'CONNECT',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    path: authority,
    headers: { host: authority, ...(credentials && { 'proxy-authorization': basic(credentials) }) },
    agent: false,
    timeout: patienceMs,
  })
  asked.once('error', lost)
  asked.once('timeout', () => asked.destroy(new Error('TIMEOUT')))
  asked.once('connect', ({ statusCode = 0 }, socket) => {
    if (statusCode >= 200 && statusCode < 300) {
      socket.setTimeout(0)
      resolve(socket)
      return
    }
    socket.destroy()
    reject(refusal(statusCode, proxy, host))
  })
  asked.end()
  return promise
}

function refusal(status: number, proxy: string, host: string): ParleyError {
  if (status === 407) return new ParleyError('proxy-login-needed', { params: { proxy } })
  const params = { proxy, host, status: String(status) }
  // A gateway that fails may do better in a moment; one that forbids will not.
  return new ParleyError('proxy-refused', { params, retryable: status >= 500 })
}

function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : reasonOf(error)
}
