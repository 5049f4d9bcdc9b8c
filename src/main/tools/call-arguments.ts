import type { ToolCall } from '../../contract/tool.ts'
import { ParleyError } from '../core/errors.ts'

/** What the model sent, as a value. Several providers send an empty text for a tool without arguments. */
export function argumentsOf(call: ToolCall): unknown {
  if (call.arguments.trim() === '') return {}
  try {
    return JSON.parse(call.arguments)
  } catch {
    throw badArguments(call, 'they are not JSON')
  }
}

export function badArguments({ name }: ToolCall, detail: string): ParleyError {
  return new ParleyError('tool-arguments-invalid', { params: { tool: name, detail } })
}
