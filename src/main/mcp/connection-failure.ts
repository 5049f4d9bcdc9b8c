import {
  InsufficientScopeError,
  ProtocolError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
} from '@modelcontextprotocol/client'
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
  return refusedToken(server, launch, error) ?? httpFailure(server, launch.url, error)
}

/** When a server does not take what its login gave to Parley as a program, for which nobody can sign in. */
export function refusedToken(server: string, launch: ReadyLaunch, error: unknown): ParleyError | undefined {
  const status = refusalIn(error)
  if (status === undefined || launch.type === 'stdio' || !launch.login) return undefined
  const client = launch.login.settings.clientId
  return new ParleyError('mcp-token-refused', { params: { server, client, status: String(status) } })
}

function refusalIn(error: unknown): 401 | 403 | undefined {
  const status = error instanceof SdkHttpError ? error.status : undefined
  if (status === 401 || status === 403) return status
  if (error instanceof InsufficientScopeError) return 403
  return /unauthorized/i.test(reasonOf(error)) ? 401 : undefined
}

function httpFailure(server: string, url: string, error: unknown): ParleyError {
  const { host = '' } = URL.parse(url) ?? {}
  const refused = refusalIn(error)
  if (refused !== undefined) {
    return new ParleyError('mcp-login-needed', { params: { server, status: String(refused) } })
  }
  if (/redirect/i.test(reasonOf(error)))
    return new ParleyError('mcp-redirected', { params: { server, host } })
  if (error instanceof ProtocolError) return brokenProtocol(server, error)
  const cause = causeOf(error)
  // Somebody is there, but no MCP server.
  if (cause instanceof SdkError && cause.code === SdkErrorCode.ClientHttpUnexpectedContent)
    return brokenProtocol(server, cause)
  const status = error instanceof SdkHttpError ? error.status : undefined
  const reason = status === undefined ? wordsOf(cause) : `HTTP ${status}`
  return new ParleyError('mcp-unreachable', { params: { server, host, reason } })
}

function brokenProtocol(server: string, error: unknown): ParleyError {
  return new ParleyError('mcp-protocol-broken', {
    params: { server, reason: reasonOf(error).slice(0, 300) },
    cause: error,
  })
}

// "fetch failed" says nothing; the reason of the system lies below it, however often it was wrapped.
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? causeOf(error.cause) : error
}

function wordsOf(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return reasonOf(cause).slice(0, 300)
}
