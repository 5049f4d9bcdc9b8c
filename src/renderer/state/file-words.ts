import { isPlainText } from '../../contract/attachment.ts'
import type { Text } from '../../contract/language/text.ts'
import type { MediaPart } from '../../contract/message.ts'
import { fileSizeText } from './format.ts'

const kinds: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/pdf$/, 'PDF'],
  [/wordprocessingml/, 'Word'],
  [/spreadsheetml/, 'Excel'],
  [/presentationml/, 'PowerPoint'],
]

/** What a picture or file is and how large, in a few words. */
export function fileWords(text: Text, part: MediaPart): string {
  const size = fileSizeText(text, part.size ?? 0)
  const kind = kindOf(text, part)
  const pages = part.type === 'file' ? part.pages : undefined
  return pages === undefined
    ? text('attach.kind', { kind, size })
    : text('attach.pages', { kind, size, count: pages })
}

function kindOf(text: Text, { type, mediaType }: MediaPart): string {
  if (type === 'image') return text('attach.kind-picture')
  const known = kinds.find(([pattern]) => pattern.test(mediaType))?.[1]
  return known ?? (isPlainText(mediaType) ? text('attach.kind-text') : mediaType)
}
