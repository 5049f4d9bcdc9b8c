import { englishText } from '../../../contract/language/text.ts'
import type { PartPlace } from '../../../contract/context-mark.ts'
import type { Part } from '../../../contract/message.ts'
import { ends } from '../tools/text-ends.ts'

/** Characters that are sent of a text that the user wants shortened. */
const kept = 1_000
/** A text that is not much longer is not worth a gap. */
const leastLong = 2_000

export function isLong(text: string): boolean {
  return text.length >= leastLong
}

/** The beginning and the end of a text. */
export function shortenedText(text: string): string {
  return ends(text, kept, (left) => englishText('history.part-shortened', { left, length: text.length }))
}

/** The same of what a tool gave, of which the model can read the rest. */
export function shortenedOutput(text: string, output: string): string {
  // No separators: the model is to give the number back.
  return ends(text, kept, (_, from) =>
    englishText('history.output-shortened', { output, from: String(from) }),
  )
}

/**
 * Under which name the model reads an output that the user shortened: that of the whole one, where more was kept of it
 * than what stands in the message.
 */
export function outputNameOf(
  part: Extract<Part, { type: 'tool-result' }>,
  { messageId, part: number }: PartPlace,
): string {
  return part.whole ? wholeNameOf(part.whole) : `${messageId.slice(-nameLength)}.${number}`
}

/** By what a model names an output that is kept whole. */
export function wholeNameOf({ hash }: { readonly hash: string }): string {
  return hash.slice(0, nameLength)
}

const nameLength = 12
