import type { ToolCall } from '../../../contract/tool.ts'
import { ParleyError } from '../errors.ts'
import type { ToolSource } from '../ports/tool-source.ts'

/** A source of none but the named tools: a model is told of no other, and no other is called. */
export function onlyTools(source: ToolSource, names: readonly string[]): ToolSource {
  const known = new Set(names)
  const isKnown = ({ name }: Pick<ToolCall, 'name'>) => known.has(name)
  return {
    list: async () => (await source.list()).filter(isKnown),
    objection: (call) => (isKnown(call) ? source.objection?.(call) : undefined),
    async call(call, options) {
      if (!isKnown(call)) throw new ParleyError('tool-unknown', { params: { tool: call.name } })
      return source.call(call, options)
    },
  }
}
