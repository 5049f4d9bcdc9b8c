import { ParleyError } from '../core/errors.ts'
import type { ProcessEnd } from './stdio-transport.ts'

/** A process that ended and was not asked to; without an end a connection that was closed. */
export function exitFailure(server: string, end: ProcessEnd | undefined): ParleyError {
  return new ParleyError('mcp-exited', { params: { server, reason: reasonOf(end) } })
}

function reasonOf(end: ProcessEnd | undefined): string {
  if (!end) return 'the connection was closed'
  return end.signal ? `signal ${end.signal}` : `exit code ${end.exitCode ?? 'unknown'}`
}
