import { batchConversationSchema, type SaidMessage } from '../../contract/batch.ts'
import { ParleyError } from '../core/errors.ts'

/** One conversation that is to be answered; its last message is the user's. */
export type BatchConversation = readonly SaidMessage[]

/**
 * Reads a batch: a JSON array of conversations, or one conversation as JSON in each line. Throws `batch-invalid` with the
 * place of the first one that cannot be read: nothing should be paid for half of a list.
 */
export function readBatch(text: string): readonly BatchConversation[] {
  const whole = parsed(text)
  const isList = Array.isArray(whole) && !whole.some((each) => isMessage(each))
  const values: readonly (readonly [place: number, value: unknown])[] = isList
    ? whole.map((value: unknown, index) => [index + 1, value])
    : text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [[index + 1, parsed(line)]]))
  return values.map(([place, value]) => {
    const { success, data, error } = batchConversationSchema.safeParse(value)
    if (success) return data
    const said =
      value === undefined ? 'it is not JSON' : (error.issues[0]?.message ?? 'it is no conversation')
    throw new ParleyError('batch-invalid', { params: { place: String(place), detail: said } })
  })
}

// A list of messages in one line is a conversation, not a list of them.
function isMessage(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'role' in value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
