import { assertNever } from '../../../../contract/assert-never.ts'
import { englishText } from '../../../../contract/language/text.ts'
import { wordsOfItem, type Message, type Part } from '../../../../contract/message.ts'
import { fenced, withClosedFence } from '../fence.ts'
import { speakerOf } from './speaker.ts'

/**
 * A chat as Markdown. What was written stays as it was written; everything else, titles and names and results, cannot
 * become markup.
 */
export function markdownOf(title: string, messages: readonly Message[]): string {
  const sections = messages.map((message) =>
    [`## ${plain(speakerOf(message))}`, ...message.parts.map(partText)].join('\n\n'),
  )
  return `${[`# ${plain(title)}`, ...sections].join('\n\n')}\n`
}

function partText(part: Part): string {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return withClosedFence(part.text)
    case 'reasoning':
      return details(englishText('export.reasoning'), fenced(part.text))
    case 'tool-call':
      return details(englishText('export.call', { tool: part.name }), fenced(part.arguments, 'json'))
    case 'tool-result':
      return details(englishText(part.isError ? 'export.error' : 'export.result'), fenced(part.content))
    case 'image':
      return part.name === undefined
        ? englishText('export.image')
        : plain(englishText('export.image-of', { name: part.name }))
    case 'file':
      return plain(englishText('export.file', { name: part.name }))
    case 'source':
      return plain(part.title === undefined ? part.url : `${part.title}: ${part.url}`)
    case 'summary':
      return details(englishText('export.summary'), fenced(part.text))
    case 'provider-item':
      return plain(englishText('export.provider-item', { item: wordsOfItem(part) }))
    default:
      return assertNever(part)
  }
}

// The blank lines let Markdown go on inside the element.
function details(summary: string, content: string): string {
  return `<details>\n<summary>${plain(summary)}</summary>\n\n${content}\n\n</details>`
}

/** One line of words and nothing else. */
function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_{}[\]#|~]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
