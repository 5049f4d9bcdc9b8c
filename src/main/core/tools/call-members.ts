import { isJsonObject } from '../../../contract/json-object.ts'
import type { ToolCall } from '../../../contract/tool.ts'

/** True for a call whose arguments are a JSON object. */
export function isObject(call: ToolCall): boolean {
  return isJsonObject(call.arguments)
}

/** The arguments of a call, one by one; none when they are no JSON object. */
export function membersOf(call: ToolCall): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(call.arguments)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
