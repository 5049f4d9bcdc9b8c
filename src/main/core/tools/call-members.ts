import type { ToolCall } from '../../../contract/tool.ts'

/** The arguments of a call, one by one; none when they are no JSON object. */
export function membersOf(call: ToolCall): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(call.arguments)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
