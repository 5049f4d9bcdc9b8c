import type { Tool } from '@modelcontextprotocol/client'
import type { Failure } from '../../contract/failure.ts'
import type { McpStatus } from '../../contract/mcp.ts'
import { failureFrom, failureOf } from '../core/errors.ts'
import type { ToolServerRecipe } from '../core/ports/tool-servers.ts'
import type { Connection } from './connection.ts'
import { exitFailure } from './exit-failure.ts'
import { offeredTools, type OfferedTool } from './offered-tool.ts'
import { createOutputTail } from './output-tail.ts'
import type { ProcessNotes } from './process-notes.ts'
import { mayStartAtOnce, restartDelay, steadyMs } from './restart-policy.ts'
import type { ServerHost } from './server-host.ts'
import { statusOf, type ServerPhase } from './server-phase.ts'
import type { ProcessEnd } from './stdio-transport.ts'

/** One server over its life: started by its first use, started again when it ends, stopped with all that it started. */
export interface ServerUnit {
  readonly recipe: ToolServerRecipe
  readonly status: () => McpStatus
  /** Starts it when it does not run and may; resolves when it is ready or has failed. */
  readonly ensure: () => Promise<void>
  /** When the start that goes on began, by the clock's elapsed time; undefined when none does. */
  readonly startingSince: () => number | undefined
  readonly offered: () => readonly OfferedTool[]
  readonly connection: () => Connection | undefined
  /** It does not answer any more: ends it and starts it again. */
  readonly giveUp: (connection: Connection) => void
  /** Stops it and forgets its failures. */
  readonly stop: () => Promise<void>
}

export interface ServerUnitOptions {
  readonly recipe: ToolServerRecipe
  readonly host: ServerHost
  readonly notes: ProcessNotes
  readonly onChange: () => void
}

/** What changes while a server lives. */
interface Life extends ServerUnitOptions {
  phase: ServerPhase
  /** In a row, since it last ran for a while. */
  failures: number
  tail: ReturnType<typeof createOutputTail>
  attempt: Promise<void> | undefined
  controller: AbortController
  forgetRetry: () => void
}

const nothing = () => undefined

export function createServerUnit(options: ServerUnitOptions): ServerUnit {
  const life: Life = {
    ...options,
    phase: { state: 'stopped' },
    failures: 0,
    tail: createOutputTail(),
    attempt: undefined,
    controller: new AbortController(),
    forgetRetry: nothing,
  }
  const { recipe, host } = options
  const connection = () => (life.phase.state === 'ready' ? life.phase.connection : undefined)
  return {
    recipe,
    connection,
    status: () => statusOf(life.phase, life.tail.lines(), host.clock.elapsed()),
    ensure: () => ensure(life),
    startingSince: () => (life.phase.state === 'starting' ? life.phase.since : undefined),
    offered: () => (life.phase.state === 'ready' ? life.phase.offer.tools : []),
    giveUp(silent) {
      lose(life, silent, failureOf('mcp-silent', { params: { server: recipe.name } }))
      void silent.close()
    },
    async stop() {
      life.forgetRetry()
      life.failures = 0
      life.controller.abort()
      life.controller = new AbortController()
      const current = connection()
      become(life, { state: 'stopped' })
      await Promise.all([life.attempt, current?.close()])
    },
  }
}

function become(life: Life, phase: ServerPhase): void {
  life.phase = phase
  life.onChange()
}

async function ensure(life: Life): Promise<void> {
  const { phase, attempt, failures, host } = life
  if (attempt) return attempt
  if (phase.state === 'ready') return undefined
  if (phase.state !== 'failed') return start(life, false)
  if (!mayStartAtOnce(failures, host.clock.elapsed() - phase.since)) return undefined
  return start(life, phase.retryAt !== undefined)
}

/** `wasReady`: it ran before, so it is worth to be started again by itself. */
function start(life: Life, wasReady: boolean): Promise<void> {
  life.forgetRetry()
  life.tail = createOutputTail()
  become(life, { state: 'starting', since: life.host.clock.elapsed() })
  const attempt = open(life, wasReady).finally(() => {
    if (life.attempt === attempt) life.attempt = undefined
  })
  life.attempt = attempt
  return attempt
}

async function open(life: Life, wasReady: boolean): Promise<void> {
  const { recipe, host, notes, tail } = life
  const { signal } = life.controller
  let connection: Connection | undefined
  let end: ProcessEnd | undefined
  const onTools = (tools: readonly Tool[]) => connection && offer(life, connection, tools)
  const onEnd = (processEnd: ProcessEnd | undefined) => {
    end = processEnd
    if (connection) lose(life, connection, exitFailure(recipe.name, end).failure, end)
  }
  try {
    // Loaded here: the SDK is large, and who has no server does without.
    const { connect } = await import('./connection.ts')
    connection = await connect({ recipe, host, notes, tail, signal, onTools, onEnd })
    if (signal.aborted) return await connection.close()
    offer(life, connection, connection.tools)
  } catch (error) {
    if (!signal.aborted) fail(life, failureFrom(error), end, wasReady)
  }
}

function offer(life: Life, connection: Connection, tools: readonly Tool[]): void {
  const { phase, recipe, host } = life
  const ready = phase.state === 'ready'
  if (ready ? phase.connection !== connection : phase.state !== 'starting') return
  const since = ready ? phase.since : host.clock.elapsed()
  become(life, {
    state: 'ready',
    since,
    connection,
    offer: offeredTools(recipe, connection.about.version, tools, connection.matter.hasResources),
  })
}

function lose(life: Life, connection: Connection, failure: Failure, end?: ProcessEnd): void {
  const { phase, host } = life
  if (phase.state !== 'ready' || phase.connection !== connection) return
  if (host.clock.elapsed() - phase.since >= steadyMs) life.failures = 0
  fail(life, failure, end, true)
}

function fail(life: Life, failure: Failure, end: ProcessEnd | undefined, wasReady: boolean): void {
  const { recipe, host } = life
  life.failures++
  const delay = wasReady ? restartDelay(life.failures, host.random) : undefined
  const since = host.clock.elapsed()
  const retryAt = delay === undefined ? undefined : since + delay
  become(life, { state: 'failed', since, failure, exitCode: end?.exitCode, retryAt })
  if (delay !== undefined) life.forgetRetry = host.clock.after(delay, () => void start(life, true))
  host.log.warn('mcp-server-failed', { server: recipe.name, code: failure.code })
}
