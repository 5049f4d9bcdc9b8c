import { isPlainText } from '../../../contract/attachment.ts'
import { englishText } from '../../../contract/language/text.ts'
import { isMedia, type MediaPart, type Part } from '../../../contract/message.ts'

const firstWords = 12

/** What the demo model was given with a question: it can tell what that is, and no more. Empty when it is nothing. */
export function sentencesOn(parts: readonly Part[]): string {
  const given = parts.filter(isMedia)
  if (given.length === 0) return ''
  return [...given.map(sentenceOn), englishText('demo.files')].join(' ')
}

function sentenceOn(part: MediaPart): string {
  const bytes = part.data === undefined ? 0 : Buffer.byteLength(part.data, 'base64')
  const params = {
    name: part.name ?? englishText('export.image'),
    kind: kindOf(part.mediaType),
    size: sizeOf(bytes),
  }
  if (part.type === 'image') {
    const { width, height } = part
    return width && height
      ? englishText('demo.picture', { ...params, width, height })
      : englishText('demo.file', params)
  }
  const words = isPlainText(part.mediaType) ? wordsOf(part.data ?? '') : ''
  return words === '' ? englishText('demo.file', params) : englishText('demo.text-file', { ...params, words })
}

// A short piece is enough for a few words, also of a giant file.
function wordsOf(data: string): string {
  const text = new TextDecoder().decode(Buffer.from(data.slice(0, 4000), 'base64'))
  return (text.match(/\S+/g) ?? []).slice(0, firstWords).join(' ')
}

const kinds: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^image\/png$/, 'PNG'],
  [/^image\/jpeg$/, 'JPEG'],
  [/^image\/gif$/, 'GIF'],
  [/^image\/webp$/, 'WebP'],
  [/^text\//, 'text'],
  [/json$/, 'JSON'],
  [/pdf$/, 'PDF'],
  [/wordprocessingml/, 'Word'],
  [/spreadsheetml/, 'Excel'],
  [/presentationml/, 'PowerPoint'],
]

function kindOf(mediaType: string): string {
  return kinds.find(([pattern]) => pattern.test(mediaType))?.[1] ?? mediaType
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
