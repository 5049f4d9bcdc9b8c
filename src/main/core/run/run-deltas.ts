import { assertNever } from '../../../contract/assert-never.ts'
import type { MessageId } from '../../../contract/id.ts'
import type { Part } from '../../../contract/message.ts'
import type { RunEventBody } from '../../../contract/run-event.ts'
import { appendText } from '../../../contract/transcript.ts'
import type { ModelDelta } from '../ports/model-client.ts'

/** The run event that tells of a delta of the message being written. */
export function eventOfDelta(delta: ModelDelta, messageId: MessageId): RunEventBody {
  return { ...delta, messageId }
}

/** Adds a delta to the parts received so far. Calls are left out: half of a call is worth nothing. */
export function appendDelta(parts: readonly Part[], delta: ModelDelta): readonly Part[] {
  switch (delta.type) {
    case 'text-delta':
      return appendText(parts, 'text', delta.text)
    case 'reasoning-delta':
      return appendText(parts, 'reasoning', delta.text)
    case 'refusal-delta':
      return appendText(parts, 'refusal', delta.text)
    case 'tool-call-delta':
      return parts
    default:
      return assertNever(delta)
  }
}
