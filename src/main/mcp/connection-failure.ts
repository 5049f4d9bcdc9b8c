import { ProtocolError, SdkError, SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client'
import { ParleyError, reasonOf } from '../core/errors.ts'
import type { ReadyLaunch } from '../core/ports/tool-servers.ts'
import { exitFailure } from './exit-failure.ts'
import { startMs } from './server-host.ts'
import type { ProcessEnd } from './stdio-transport.ts'

/** Says in a sentence why a server could not be reached. No value of a variable or a header gets into it. */
export function connectionFailure(
  server: string,
  launch: ReadyLaunch,
  error: unknown,
  end: ProcessEnd | undefined,
): ParleyError {
  if (error instanceof ParleyError) return error
  if (end) return exitFailure(server, end)
  if (error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout) {
    return new ParleyError('mcp-start-timeout', { params: { server, seconds: String(startMs / 1000) } })
  }
  if (launch.type === 'stdio') return brokenProtocol(server, error)
  return httpFailure(server, launch.url, error)
}

function httpFailure(server: string, url: string, error: unknown): ParleyError {
  const { host = '' } = URL.parse(url) ?? {}
  const status = error instanceof SdkHttpError ? error.status : undefined
  if (status === 401 || status === 403 || /unauthorized/i.test(reasonOf(error))) {
    return new ParleyError('mcp-login-needed', { params: { server, status: String(status ?? 401) } })
  }
  if (/redirect/i.test(reasonOf(error)))
    return new ParleyError('mcp-redirected', { params: { server, host } })
  if (error instanceof ProtocolError) return brokenProtocol(server, error)
  const reason = status === undefined ? causeOf(error) : `HTTP ${status}`
  return new ParleyError('mcp-unreachable', { params: { server, host, reason } })
}

function brokenProtocol(server: string, error: unknown): ParleyError {
  return new ParleyError('mcp-protocol-broken', {
    params: { server, reason: reasonOf(error).slice(0, 300) },
    cause: error,
  })
}

// "fetch failed" says nothing; the reason of the system lies below it.
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return reasonOf(cause).slice(0, 300)
}
