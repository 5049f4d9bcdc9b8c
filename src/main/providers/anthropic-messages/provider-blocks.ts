import type { AnswerParts } from '../answer-parts.ts'
import { labelOf, sourceOf } from '../loose-parts.ts'
import { parsedLoose, textOf, type Loose } from '../loose.ts'

// What the provider does by itself, and what came of it. Blocks of other kinds could not be sent back.
const ownWork = /^(?:server_tool_use|mcp_tool_use|container_upload|[a-z_]+_tool_result)$/

/** Whether a block tells of something that the provider did by itself. */
export function isProviderBlock({ type }: Loose): boolean {
  return ownWork.test(textOf(type))
}

/** Adds such a block. `input` is the text of its input where that came in pieces. */
export function addProviderBlock(parts: AnswerParts, block: Loose, input: string): void {
  const whole = input === '' ? block : { ...block, input: parsedLoose(input) ?? {} }
  parts.add({
    type: 'provider-item',
    protocol: 'anthropic-messages',
    kind: textOf(block['type']),
    label: labelOf(whole),
    data: JSON.stringify(whole),
  })
}

/** Adds a page that a text cites, with the proof that goes back with it. */
export function cite(parts: AnswerParts, citation: unknown): void {
  const source = sourceOf(citation)
  if (source) parts.cite({ ...source, signature: JSON.stringify(citation) })
}
