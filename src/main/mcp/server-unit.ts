import type { Tool } from '@modelcontextprotocol/client'
import type { Failure } from '../../contract/failure.ts'
import type { McpStatus } from '../../contract/mcp.ts'
import { failureFrom, ParleyError } from '../core/errors.ts'
import type { ToolServerRecipe } from '../core/ports/tool-servers.ts'
import { connect, type Connection } from './connection.ts'
import { exitFailure } from './connection-failure.ts'
import { offeredTools, shownTool, type OfferedTool, type OfferedTools } from './offered-tool.ts'
import { createOutputTail } from './output-tail.ts'
import type { ProcessNotes } from './process-notes.ts'
import { mayStartAtOnce, restartDelay, steadyMs } from './restart-policy.ts'
import type { ServerHost } from './server-host.ts'
import type { ProcessEnd } from './stdio-transport.ts'

/** One server over its life: started by its first use, started again when it ends, stopped with all that it started. */
export interface ServerUnit {
  readonly recipe: ToolServerRecipe
  status(): McpStatus
  /** Starts it when it does not run and may; resolves when it is ready or has failed. */
  ensure(): Promise<void>
  /** When the start that goes on began, by the clock's elapsed time; undefined when none does. */
  startingSince(): number | undefined
  offered(): readonly OfferedTool[]
  connection(): Connection | undefined
  /** It does not answer any more: ends it and starts it again. */
  giveUp(connection: Connection): void
  /** Stops it and forgets its failures. */
  stop(): Promise<void>
}

type Phase =
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
      readonly retryAt?: number
    }

export interface ServerUnitOptions {
  readonly recipe: ToolServerRecipe
  readonly host: ServerHost
  readonly notes: ProcessNotes
  readonly onChange: () => void
}

export function createServerUnit({ recipe, host, notes, onChange }: ServerUnitOptions): ServerUnit {
  const { clock } = host
  let tail = createOutputTail()
  let phase: Phase = { state: 'stopped' }
  let failures = 0
  let attempt: Promise<void> | undefined
  let controller = new AbortController()
  let forgetRetry: () => void = () => undefined

  const become = (next: Phase) => {
    phase = next
    onChange()
  }
  const fail = (failure: Failure, end: ProcessEnd | undefined, wasReady: boolean) => {
    failures++
    const delay = wasReady ? restartDelay(failures, host.random) : undefined
    const since = clock.elapsed()
    const retry = delay === undefined ? {} : { retryAt: since + delay }
    become({ state: 'failed', since, failure, exitCode: end?.exitCode, ...retry })
    if (delay !== undefined) forgetRetry = clock.after(delay, () => void start(true))
    host.log.warn('mcp-server-failed', { server: recipe.name, code: failure.code })
  }
  const offer = (connection: Pick<Connection, 'about'>, tools: readonly Tool[]) =>
    offeredTools(recipe, connection.about.version, tools)
  const lost = (connection: Connection, failure: Failure, end?: ProcessEnd) => {
    if (phase.state !== 'ready' || phase.connection !== connection) return
    if (clock.elapsed() - phase.since >= steadyMs) failures = 0
    fail(failure, end, true)
  }
  const open = async (wasReady: boolean) => {
    const { signal } = controller
    let end: ProcessEnd | undefined
    let connection: Connection | undefined
    try {
      const opened = await connect({
        recipe,
        host,
        notes,
        tail,
        signal,
        onTools: (tools) => {
          if (phase.state === 'ready' && phase.connection === connection)
            become({ ...phase, offer: offer(phase.connection, tools) })
        },
        onEnd: (processEnd) => {
          end = processEnd
          if (connection) lost(connection, endFailure(recipe.name, processEnd), processEnd)
        },
      })
      connection = opened
      if (signal.aborted) return await opened.close()
      become({
        state: 'ready',
        since: clock.elapsed(),
        connection: opened,
        offer: offer(opened, opened.tools),
      })
    } catch (error) {
      if (!signal.aborted) fail(failureFrom(error), end, wasReady)
    }
  }
  const start = (wasReady: boolean): Promise<void> => {
    forgetRetry()
    tail = createOutputTail()
    become({ state: 'starting', since: clock.elapsed() })
    attempt = open(wasReady).finally(() => (attempt = undefined))
    return attempt
  }
  return {
    recipe,
    status: () => statusOf(phase, tail.lines(), clock.elapsed()),
    async ensure() {
      if (attempt) return attempt
      if (phase.state === 'ready') return undefined
      const rested = phase.state === 'failed' && !mayStartAtOnce(failures, clock.elapsed() - phase.since)
      return rested ? undefined : start(phase.state === 'failed' && phase.retryAt !== undefined)
    },
    startingSince: () => (phase.state === 'starting' ? phase.since : undefined),
    offered: () => (phase.state === 'ready' ? phase.offer.tools : []),
    connection: () => (phase.state === 'ready' ? phase.connection : undefined),
    giveUp(connection) {
      lost(connection, new ParleyError('mcp-silent', { params: { server: recipe.name } }).failure)
      void connection.close()
    },
    async stop() {
      forgetRetry()
      failures = 0
      controller.abort()
      controller = new AbortController()
      const connection = phase.state === 'ready' ? phase.connection : undefined
      become({ state: 'stopped' })
      await Promise.all([attempt, connection?.close()])
    },
  }
}

function endFailure(server: string, end: ProcessEnd | undefined): Failure {
  if (end) return exitFailure(server, end).failure
  return new ParleyError('mcp-exited', { params: { server, reason: 'the connection was closed' } }).failure
}

function statusOf(phase: Phase, output: readonly string[], now: number): McpStatus {
  const { state } = phase
  const nothing = { state, tools: [], leftOut: 0, output }
  if (phase.state === 'ready') {
    const { name, version } = phase.connection.about
    const { tools, leftOut } = phase.offer
    return {
      state: 'ready',
      tools: tools.map(shownTool),
      leftOut,
      output,
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
