import type { McpValue, McpValues } from '../../../contract/mcp-question.ts'

/** What stands in the fields by now. A number that is half typed is a text. */
export type Typed = Record<string, McpValue>

export function typedOf(values: McpValues): Typed {
  return { ...values }
}

/** What a number field holds: nothing, a number, or what is not one yet. */
export function numberIn(text: string): McpValue {
  const trimmed = text.trim()
  const number = Number(trimmed)
  return trimmed === '' || Number.isNaN(number) ? trimmed : number
}
