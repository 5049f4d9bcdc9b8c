import type { Failure } from '../../contract/failure.ts'
import type { McpStatus } from '../../contract/mcp.ts'
import type { Connection } from './connection.ts'
import { shownTool, type OfferedTools } from './offered-tool.ts'

/** How a server stands; `since` by the clock's elapsed time. */
export type ServerPhase =
  | { readonly state: 'stopped' }
  | { readonly state: 'starting'; readonly since: number }
  | {
      readonly state: 'ready'
      readonly since: number
      readonly connection: Connection
      readonly offer: OfferedTools
    }
  | {
      readonly state: 'failed'
      readonly since: number
      readonly failure: Failure
      readonly exitCode?: number | undefined
      /** When it is started again by itself. */
      readonly retryAt?: number | undefined
    }

/** The phase for the screen, with the last lines that the process wrote. */
export function statusOf(phase: ServerPhase, output: readonly string[], now: number): McpStatus {
  const nothing = { state: phase.state, tools: [], leftOut: 0, output }
  if (phase.state === 'ready') {
    const { name, version } = phase.connection.about
    const { tools, leftOut } = phase.offer
    return {
      ...nothing,
      tools: tools.filter(({ resources }) => !resources).map(shownTool),
      leftOut,
      about: `${name} ${version}`.trim(),
    }
  }
  if (phase.state !== 'failed') return nothing
  const { failure, exitCode, retryAt } = phase
  return {
    ...nothing,
    failure,
    ...(exitCode !== undefined && { exitCode }),
    ...(retryAt !== undefined && { retryMs: Math.max(0, Math.round(retryAt - now)) }),
  }
}
