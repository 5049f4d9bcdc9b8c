import type { ClientTool, ToolCall, ToolDefinition } from '../../../contract/tool.ts'
import { ParleyError } from '../errors.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import { isObject, membersOf } from './call-members.ts'
import { readOutput } from './run-outputs.ts'
import { findTools } from './run-tools.ts'
import { schemaObjection } from './schema-objection.ts'
import { failureOf } from '../errors.ts'

const reserved: readonly string[] = [findTools.name, readOutput.name]

/**
 * The tools of a source, and beside them those that a caller runs itself. What these give may be anything: it counts as words
 * of strangers and as the user's own.
 */
export function withClientTools(source: ToolSource, given: readonly ClientTool[]): ToolSource {
  if (given.length === 0) return source
  const byName = new Map(given.map((tool) => [tool.name, definitionOf(tool)]))
  return {
    async list() {
      // A server's tool may have come by that name since the run began.
      const others = (await source.list()).filter(({ name }) => !byName.has(name))
      return [...others, ...byName.values()]
    },
    objection(call) {
      const tool = byName.get(call.name)
      return tool ? objectionTo(call, tool) : source.objection?.(call)
    },
    async call(call, options) {
      if (byName.has(call.name)) throw new ParleyError('tool-unknown', { params: { tool: call.name } })
      return source.call(call, options)
    },
  }
}

/** Throws `client-tool-taken` when one of them is called like another tool, or like another of them. */
export async function checkClientTools(source: ToolSource, given: readonly ClientTool[]): Promise<void> {
  if (given.length === 0) return
  const taken = new Set([...reserved, ...(await source.list()).map(({ name }) => name)])
  for (const { name } of given) {
    if (taken.has(name)) throw new ParleyError('client-tool-taken', { params: { tool: name } })
    taken.add(name)
  }
}

/** A tool that a caller brings along, as models are told of it. */
export function definitionOf({ name, description, inputSchema }: ClientTool): ToolDefinition {
  return { name, description, inputSchema, effect: 'run', client: true, untrusted: true, personal: true }
}

function objectionTo(call: ToolCall, { inputSchema }: ToolDefinition) {
  const isEmpty = call.arguments.trim() === ''
  const detail =
    isEmpty || isObject(call) ? schemaObjection(inputSchema, membersOf(call)) : 'they are no JSON object'
  return detail === undefined
    ? undefined
    : failureOf('tool-arguments-invalid', { params: { tool: call.name, detail } })
}
