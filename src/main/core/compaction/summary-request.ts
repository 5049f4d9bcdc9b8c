import { englishText } from '../../../contract/language/text.ts'
import { wordsOfItem, type Message, type Part } from '../../../contract/message.ts'
import type { ModelRequest } from '../ports/model-client.ts'
import { historyOf } from '../run/history.ts'
import type { RunOptions } from '../../../contract/run.ts'
import type { FoldPlan } from './plan-fold.ts'

/** Letters of one piece of the conversation, tried one after the other until the whole of it fits. */
const pieceLimits = [Infinity, 8_000, 2_000, 500, 150]
/** What the request may take of the window, and how many tokens it may have where that is not known. */
const share = 0.7
const unknownTokens = 100_000
/** Careful: many languages, and code, have fewer letters to a token than English has. */
const lettersPerToken = 3

/**
 * The request for a summary. The conversation is given as a text, not as turns: so it is valid for every protocol
 * whatever is in it, no tool has to be offered, and the model is not tempted to go on with it. What would not fit is
 * shortened in its middle, the longest pieces first; `isWhole` says whether nothing was.
 */
export function summaryRequest(
  { folded, told }: FoldPlan,
  options: RunOptions,
  contextTokens: number | undefined,
): { readonly request: ModelRequest; readonly isWhole: boolean } {
  const turns = historyOf([...told.head, ...folded], options.providerId)
  const room = Math.floor((contextTokens ? contextTokens * share : unknownTokens) * lettersPerToken)
  const { text, isWhole } = fitting(
    turns.map(({ role, parts }) => ({ role, texts: parts.map(wordsOf).filter((words) => words !== '') })),
    room,
  )
  const words = `${englishText('history.summarize')}\n\n=====\n${text}\n=====`
  return {
    request: {
      model: options.model,
      messages: [{ role: 'user', parts: [{ type: 'text', text: words }] }],
      tools: [],
      parallelTools: false,
    },
    isWhole,
  }
}

interface Said {
  readonly role: Message['role']
  readonly texts: readonly string[]
}

function fitting(said: readonly Said[], room: number): { text: string; isWhole: boolean } {
  for (const limit of pieceLimits) {
    const text = said
      .map(({ role, texts }) => `${role}:\n${texts.map((words) => shortened(words, limit)).join('\n')}`)
      .join('\n\n')
    if (text.length <= room) return { text, isWhole: limit === Infinity }
    if (limit === pieceLimits.at(-1)) return { text: shortened(text, room), isWhole: false }
  }
  return { text: '', isWhole: true }
}

/** The beginning and the end of a text. */
function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text
  const half = Math.floor(limit / 2)
  const left = englishText('history.shortened', { count: text.length - 2 * half })
  return `${text.slice(0, half).toWellFormed()}\n${left}\n${text.slice(text.length - half).toWellFormed()}`
}

function wordsOf(part: Part): string {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return part.text
    case 'tool-call':
      return `[calls ${part.name} with ${part.arguments}]`
    case 'tool-result':
      return `[${part.isError ? 'error' : 'result'}: ${part.content}]`
    case 'image':
      return part.name === undefined ? '[a picture]' : `[the picture ${part.name}]`
    case 'file':
      return `[the file ${part.name}]`
    case 'source':
      return `[source: ${part.url}]`
    case 'provider-item':
      return `[${wordsOfItem(part)}]`
    default:
      return ''
  }
}
