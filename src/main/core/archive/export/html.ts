import { assertNever } from '../../../../contract/assert-never.ts'
import { englishText } from '../../../../contract/language/text.ts'
import { wordsOfItem, type Message, type Part } from '../../../../contract/message.ts'
import { htmlStyle, htmlStyleHash } from './html-style.ts'
import { speakerOf } from './speaker.ts'

const policy = `default-src 'none'; style-src 'sha256-${htmlStyleHash}'; img-src data:; base-uri 'none'; form-action 'none'`

/**
 * A chat as one page that needs nothing else: no script, no request. All of the chat is escaped text, so that nothing
 * that somebody wrote, or that a tool returned, can become part of the page.
 */
export function htmlOf(title: string, messages: readonly Message[]): string {
  const sections = messages.map((message) => {
    const parts = message.parts.map(partHtml).join('\n')
    return `<section>\n<h2>${escaped(speakerOf(message))}</h2>\n${parts}\n</section>`
  })
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${sections.join('\n')}
</body>
</html>
`
}

function partHtml(part: Part): string {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return `<p>${escaped(part.text)}</p>`
    case 'reasoning':
      return details(englishText('export.reasoning'), part.text)
    case 'tool-call':
      return details(englishText('export.call', { tool: part.name }), part.arguments)
    case 'tool-result':
      return details(englishText(part.isError ? 'export.error' : 'export.result'), part.content)
    case 'image':
      return imageHtml(part)
    case 'file':
      return `<p>${escaped(englishText('export.file', { name: part.name }))}</p>`
    case 'source':
      return `<p>${escaped(part.title === undefined ? part.url : `${part.title}: ${part.url}`)}</p>`
    case 'summary':
      return details(englishText('export.summary'), part.text)
    case 'provider-item':
      return `<p>${escaped(englishText('export.provider-item', { item: wordsOfItem(part) }))}</p>`
    default:
      return assertNever(part)
  }
}

function details(summary: string, content: string): string {
  return `<details>\n<summary>${escaped(summary)}</summary>\n<pre>${escaped(content)}</pre>\n</details>`
}

// A picture that could hold a program, such as SVG, is only named.
function imageHtml({ mediaType, data = '', name }: Extract<Part, { type: 'image' }>): string {
  const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(mediaType) && /^[A-Za-z0-9+/]+={0,2}$/.test(data)
  const words = escaped(
    name === undefined ? englishText('export.image') : englishText('export.image-of', { name }),
  )
  return isPicture ? `<img alt="${words}" src="data:${mediaType};base64,${data}">` : `<p>${words}</p>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
