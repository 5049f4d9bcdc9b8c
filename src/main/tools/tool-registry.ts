import type { Failure } from '../../contract/failure.ts'
import type { ToolCall } from '../../contract/tool.ts'
import { failureFrom, ParleyError, reasonOf } from '../core/errors.ts'
import type { ToolCallOptions, ToolSource } from '../core/ports/tool-source.ts'
import type { Tool } from './define-tool.ts'
import { argumentsOf, badArguments } from './call-arguments.ts'

/** Offers tools by name. Of two with one name the first counts. */
export function createToolRegistry(tools: readonly Tool[]): ToolSource {
  const byName = new Map<string, Tool>()
  for (const tool of tools) if (!byName.has(tool.definition.name)) byName.set(tool.definition.name, tool)
  return {
    list: async () => [...byName.values()].map(({ definition }) => definition),
    objection: (call) => objectionTo(call, byName.get(call.name)),
    async call(call, options) {
      const tool = byName.get(call.name)
      if (!tool) throw new ParleyError('tool-unknown', { params: { tool: call.name } })
      return textOf(await runTool(tool, call, options))
    },
  }
}

function objectionTo(call: ToolCall, tool: Tool | undefined): Failure | undefined {
  try {
    const parsed = tool?.parse(argumentsOf(call))
    return parsed && 'problem' in parsed ? badArguments(call, parsed.problem).failure : undefined
  } catch (error) {
    return failureFrom(error)
  }
}

async function runTool(tool: Tool, call: ToolCall, options: ToolCallOptions): Promise<unknown> {
  const parsed = tool.parse(argumentsOf(call))
  if ('problem' in parsed) throw badArguments(call, parsed.problem)
  try {
    return await parsed.run(options)
  } catch (error) {
    if (error instanceof ParleyError) throw error
    throw new ParleyError('tool-failed', {
      params: { tool: call.name, detail: reasonOf(error) },
      cause: error,
    })
  }
}

function textOf(result: unknown): string {
  return typeof result === 'string' ? result : JSON.stringify(result)
}
