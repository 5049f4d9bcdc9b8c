import type { ContextMarks } from '../../../contract/context-mark.ts'
import type { Message } from '../../../contract/message.ts'
import type { Attachments } from '../attachments/attachments.ts'
import { mostToldIn } from '../attachments/media-tokens.ts'
import { textHashOf } from '../attachments/text-of-file.ts'
import { failureFrom } from '../errors.ts'
import type { Log } from '../ports/log.ts'
import { createMarking, noMarking, placeKey, type Marking } from './marking.ts'

interface Needs {
  readonly attachments: Pick<Attachments, 'content' | 'tools'>
  readonly log: Log
}

/** The marks of a session on this path, with the texts of the files that are to be shortened. */
export async function readMarking(
  needs: Needs,
  marks: ContextMarks | undefined,
  path: readonly Message[],
): Promise<Marking> {
  if (!marks) return noMarking
  const shortened = new Set(
    marks.items.flatMap((item) => (item.mark === 'shortened' ? [placeKey(item)] : [])),
  )
  if (shortened.size === 0) return createMarking(marks)
  const texts = new Map<string, string>()
  for (const { id: messageId, parts } of path) {
    for (const [number, part] of parts.entries()) {
      const key = placeKey({ messageId, part: number })
      if (part.type !== 'file' || !shortened.has(key)) continue
      const text = await fileText(needs, part)
      if (text !== undefined) texts.set(key, text)
    }
  }
  return createMarking(marks, texts)
}

/** What a model is told of a file; undefined where it has no words, or they are lost: it is then told as without a mark. */
export async function fileText(
  { attachments, log }: Needs,
  part: Extract<Message['parts'][number], { type: 'file' }>,
): Promise<string | undefined> {
  const hash = textHashOf(part)
  if (!hash) return undefined
  try {
    const bytes = await attachments.content(hash, part.name)
    return attachments.tools.toText(bytes.subarray(0, mostToldIn(undefined)))
  } catch (error) {
    log.warn('attachment-not-shortened', { code: failureFrom(error).code })
    return undefined
  }
}
