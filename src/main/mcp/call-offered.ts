import type { Failure } from '../../contract/failure.ts'
import type { ToolCall } from '../../contract/tool.ts'
import { failureFrom, ParleyError, reasonOf } from '../core/errors.ts'
import type { ToolCallOptions } from '../core/ports/tool-source.ts'
import type { Connection } from './connection.ts'
import type { OfferedTool } from './offered-tool.ts'
import { readResources, type ResourceWork } from './resource-tools.ts'
import { resultText } from './result-text.ts'
import type { ServerUnit } from './server-unit.ts'

/** Letters of a server's words about what went wrong. */
const longestDetail = 10_000

/**
 * Calls a tool of a server that is ready. Throws ParleyError `mcp-not-ready`, `mcp-tool-changed`, `mcp-exited`,
 * `tool-unknown`, `tool-arguments-invalid`, `tool-failed`.
 */
export async function callOffered(
  unit: ServerUnit,
  call: ToolCall,
  options: ToolCallOptions,
): Promise<string> {
  const connection = unit.connection()
  if (!connection) throw notReady(unit, call)
  const tool = unit.offered().find(({ definition }) => definition.name === call.name)
  if (!tool) throw new ParleyError('tool-unknown', { params: { tool: call.name } })
  refuseChanged(unit, tool, options)
  const input = argumentsOf(call)
  try {
    if (tool.resources) return await resourcesOf(connection, tool.resources, { call, input, options })
    const result = await connection.call(tool.name, input, options)
    const text = resultText(result)
    if (result.isError) throw failed(call, text)
    return text
  } catch (error) {
    if (ranOutOfTime(options.signal)) void restartWhenSilent(unit, connection)
    throw failureOfCall(unit, connection, call, error)
  }
}

function resourcesOf(
  { matter }: Connection,
  work: ResourceWork,
  { call, input, options }: { call: ToolCall; input: Record<string, unknown>; options: ToolCallOptions },
): Promise<string> {
  if (work === 'read' && typeof input['uri'] !== 'string') throw badArguments(call, 'uri is missing')
  return readResources(matter, work, input, options.signal)
}

/** What is wrong with the arguments of a call before its server sees them. */
export function objectionToOffered(call: ToolCall): Failure | undefined {
  try {
    argumentsOf(call)
    return undefined
  } catch (error) {
    return failureFrom(error)
  }
}

function notReady({ recipe, status }: ServerUnit, { name }: ToolCall): ParleyError {
  const reason = status().failure?.message ?? ''
  return new ParleyError('mcp-not-ready', { params: { server: recipe.name, tool: name, reason } })
}

function refuseChanged(
  { recipe }: ServerUnit,
  { name, definition }: OfferedTool,
  { fingerprint }: ToolCallOptions,
) {
  if (fingerprint === undefined || fingerprint === definition.fingerprint) return
  throw new ParleyError('mcp-tool-changed', { params: { server: recipe.name, tool: name } })
}

// Several providers send an empty text for a tool without arguments.
function argumentsOf(call: ToolCall): Record<string, unknown> {
  if (call.arguments.trim() === '') return {}
  const input = parsed(call)
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return { ...input }
  throw badArguments(call, 'they are not an object')
}

function parsed(call: ToolCall): unknown {
  try {
    return JSON.parse(call.arguments)
  } catch {
    throw badArguments(call, 'they are not JSON')
  }
}

function ranOutOfTime({ reason }: AbortSignal): boolean {
  return reason instanceof ParleyError && reason.failure.code === 'tool-timeout'
}

// A call that ran out of time may mean that only this tool is slow, or that nothing comes back any more.
async function restartWhenSilent(unit: ServerUnit, connection: Connection): Promise<void> {
  await connection.ping().catch(() => unit.giveUp(connection))
}

function failureOfCall(
  { recipe, status }: ServerUnit,
  connection: Connection,
  call: ToolCall,
  error: unknown,
): ParleyError {
  if (error instanceof ParleyError) return error
  const fault = connection.faultOf(error)
  if (fault === 'arguments') return badArguments(call, reasonOf(error).slice(0, longestDetail))
  if (fault === 'other') return failed(call, reasonOf(error), error)
  const reason = status().failure?.params?.['reason'] ?? 'the connection was closed'
  return new ParleyError('mcp-exited', { params: { server: recipe.name, reason }, cause: error })
}

function badArguments({ name }: ToolCall, detail: string): ParleyError {
  return new ParleyError('tool-arguments-invalid', { params: { tool: name, detail } })
}

function failed({ name }: ToolCall, detail: string, cause?: unknown): ParleyError {
  const words = detail.trim() === '' ? 'the server gave no reason' : detail.slice(0, longestDetail)
  return new ParleyError('tool-failed', { params: { tool: name, detail: words }, cause })
}
