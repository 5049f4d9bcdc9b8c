import type { ModelRequest } from '../ports/model-client.ts'

/** Puts instructions before a conversation. Several servers take one message of that kind, and only as the first. */
export function withInstructions(text: string, turns: ModelRequest['messages']): ModelRequest['messages'] {
  const [first, ...rest] = turns
  const own = { type: 'text', text } as const
  if (first?.role !== 'system') return [{ role: 'system', parts: [own] }, ...turns]
  const before = first.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  return [{ role: 'system', parts: [{ ...own, text: [text, ...before].join('\n\n') }] }, ...rest]
}
