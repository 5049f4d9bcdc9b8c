import type { ToolCall, ToolDefinition } from '../../../contract/tool.ts'
import type { RoundCall } from './run-state.ts'

/**
 * Which of the waiting calls may begin now. Serial: the first, once everything before it has an outcome. Parallel: up to
 * `atOnce` together, in the order in which they were asked for; but of calls that touch one thing, where any of them
 * changes it, each waits for those before it.
 */
export function startable(
  calls: readonly RoundCall[],
  { parallel, atOnce }: { readonly parallel: boolean; readonly atOnce: number },
): readonly RoundCall[] {
  if (!parallel) {
    // What runs elsewhere holds nothing up here.
    const next = calls.find(({ stage }) => stage !== 'settled' && stage !== 'outside')
    return next?.stage === 'waiting' ? [next] : []
  }
  const free = atOnce - calls.filter(({ stage }) => stage === 'running').length
  const starting = calls.filter((each, index) => {
    return each.stage === 'waiting' && !calls.slice(0, index).some((before) => blocks(before, each))
  })
  return starting.slice(0, Math.max(0, free))
}

/**
 * What a call touches: the thing that its arguments name, or else, when the tool acts, the tool's whole server. Undefined
 * for what only looks somewhere.
 */
export function resourceOf(call: ToolCall, tool: ToolDefinition): string | undefined {
  const owner = tool.server ?? ''
  const named = tool.resourceArgument && argumentOf(call, tool.resourceArgument)
  // Tools of one owner that name a thing by the same word mean the same thing.
  if (named) return `${owner}\n${tool.resourceArgument}\n${named}`
  return acts(tool) ? `${owner}\n${tool.server === undefined ? tool.name : ''}` : undefined
}

function blocks(before: RoundCall, after: RoundCall): boolean {
  if (before.stage === 'settled' || before.resource === undefined) return false
  return before.resource === after.resource && (acts(before) || acts(after))
}

function acts({ effect }: Pick<ToolDefinition, 'effect'>): boolean {
  return effect === 'write' || effect === 'run'
}

function argumentOf(call: ToolCall, name: string): string | undefined {
  try {
    const value: unknown = JSON.parse(call.arguments)
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    const named: unknown = Reflect.get(value, name)
    return typeof named === 'string' ? named : JSON.stringify(named)
  } catch {
    return undefined
  }
}
