import type { Message } from '../../../contract/message.ts'
import type { ToolDefinition } from '../../../contract/tool.ts'
import { noTaint, taintedBy, type Taint } from './judge.ts'

/** A tool that is not there any more: of what it gave, the worst is assumed. */
const gone = { untrusted: true, personal: true }

/** What the messages of a conversation have taken in, by the tools that answered in them. */
export function taintOf(path: readonly Message[], tools: readonly ToolDefinition[]): Taint {
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  const names = new Set<string>()
  for (const { parts } of path) {
    for (const part of parts) if (part.type === 'tool-call') names.add(part.name)
  }
  const known = [...names].flatMap((name) => byName.get(name) ?? [])
  const before = known.length === names.size ? noTaint : gone
  return taintedBy(before, known)
}
