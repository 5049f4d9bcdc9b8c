import type { CallToolResult } from '@modelcontextprotocol/client'

/** Letters that a person gets at once. What comes beyond is named, never dropped without a word. */
const longestShown = 200_000

type Part = CallToolResult['content'][number]

/** A result as text: its texts, and a line for each part that is not text. Whoever tells a model of it bounds it. */
export function resultText({
  content,
  structuredContent,
}: Pick<CallToolResult, 'content' | 'structuredContent'>): string {
  const parts = content.map(partText).filter((text) => text !== '')
  return parts.length === 0 && structuredContent ? JSON.stringify(structuredContent) : parts.join('\n')
}

/** The same, as far as it is shown to a person who asked for it. */
export function shownText(text: string): string {
  if (text.length <= longestShown) return text
  return `${text.slice(0, longestShown)}\n[Cut here: there are ${text.length - longestShown} characters more.]`
}

function partText(part: Part): string {
  switch (part.type) {
    case 'text':
      return part.text
    case 'image':
    case 'audio':
      return `[${part.type} ${part.mimeType}, ${sizeOf(part.data)}]`
    case 'resource_link':
      return `[resource ${part.name} ${part.uri}${part.description ? `: ${part.description}` : ''}]`
    case 'resource':
      return resourceText(part.resource)
    default:
      return '[a part of a kind that Parley does not know]'
  }
}

function resourceText(resource: Extract<Part, { type: 'resource' }>['resource']): string {
  const { uri, mimeType = 'of unknown kind' } = resource
  if ('text' in resource) return `[resource ${uri}]\n${resource.text}`
  return `[resource ${uri}, ${mimeType}, ${sizeOf(resource.blob)}]`
}

/** The size of what base64 stands for. */
function sizeOf(base64: string): string {
  const bytes = Math.floor((base64.length * 3) / 4)
  return bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(1)} kB`
}
