import type { ItemKind } from '../../../contract/item-kinds.ts'
import { wordsOfItem, type Message, type Part } from '../../../contract/message.ts'
import type { ToolDefinition } from '../../../contract/tool.ts'
import { mediaTokens } from '../attachments/media-tokens.ts'
import { perMessage, wordsOf } from '../money/context-estimate.ts'
import type { TokenCounter } from '../ports/token-counter.ts'
import type { ToldTurn } from '../run/history.ts'

/** Characters of a label. */
const longest = 160

/** About how many tokens a part takes. */
export type CountPart = (part: Part) => Promise<number>

/** Counts parts as the size of a request is counted, each text once. */
export function createPartCounter(counter: TokenCounter, contextTokens: number | undefined): CountPart {
  const known = new Map<string, Promise<number>>()
  const count = (words: string) => {
    const counted = known.get(words) ?? counter.count(words)
    known.set(words, counted)
    return counted
  }
  return async (part) => mediaTokens(part, contextTokens) + (await count(wordsOf(part)))
}

/** About how many tokens turns take. */
export async function tokensOfTurns(turns: readonly ToldTurn[], count: CountPart): Promise<number> {
  const parts = turns.flatMap(({ pieces }) => pieces.flat())
  const counts = await Promise.all(parts.map(({ part }) => count(part)))
  return counts.reduce((sum, each) => sum + each, perMessage * turns.length)
}

export function kindOf(role: Message['role'], { type }: Part): ItemKind {
  switch (type) {
    case 'tool-call':
      return 'call'
    case 'tool-result':
      return 'result'
    case 'image':
    case 'file':
      return 'attachment'
    case 'reasoning':
    case 'provider-item':
    case 'summary':
      return type
    default:
      return role === 'assistant' ? 'answer' : role === 'system' ? 'instructions' : 'question'
  }
}

/** What a model is told of a tool. */
export function toolWords({ name, description, inputSchema }: ToolDefinition): string {
  return `${name} ${description} ${JSON.stringify(inputSchema)}`
}

/** The first words of a part, in one line. */
export function labelOf(part: Part): string {
  return firstWords(saidOf(part))
}

export function firstWords(text: string): string {
  const words = text
    .slice(0, 4 * longest)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return words.slice(0, longest).toWellFormed()
}

function saidOf(part: Part): string {
  switch (part.type) {
    case 'image':
    case 'file':
      return part.name ?? ''
    case 'provider-item':
      return wordsOfItem(part)
    case 'summary':
      return part.text
    default:
      return wordsOf(part)
  }
}
