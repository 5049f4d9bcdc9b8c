import { callIdOf } from '../../../contract/id.ts'
import type { ToolCall } from '../../../contract/tool.ts'

/** A call as a model would make it. */
export function callOf(name: string, argumentsText = '{}', id = `call-${name}`): ToolCall {
  return { id: callIdOf(id), name, arguments: argumentsText }
}
