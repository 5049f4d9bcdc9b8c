import { isMedia, type Message } from '../../../contract/message.ts'
import type { ToolDefinition } from '../../../contract/tool.ts'
import { noTaint, taintedBy, type Taint } from './judge.ts'

/** Of what a tool gave that is not there any more or runs elsewhere, and of what is in a file, the worst is assumed. */
export const worstTaint: Taint = { untrusted: true, personal: true }

/**
 * What the messages of a conversation have taken in, by the tools that answered in them. A file that a user attaches is
 * his own, and may have the words of strangers in it.
 */
export function taintOf(path: readonly Message[], tools: readonly ToolDefinition[]): Taint {
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  const names = new Set<string>()
  for (const { parts } of path) {
    for (const part of parts) if (part.type === 'tool-call') names.add(part.name)
  }
  const known = [...names].flatMap((name) => byName.get(name) ?? [])
  const hasFiles = path.some(({ role, parts }) => role === 'user' && parts.some(isMedia))
  const before = known.length === names.size && !hasFiles ? noTaint : worstTaint
  return taintedBy(before, known)
}
