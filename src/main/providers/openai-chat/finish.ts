import type { FinishReason } from '../../../contract/message.ts'
import type { AnswerParts } from '../answer-parts.ts'
import type { Loose } from '../loose.ts'
import { StreamComplaint } from '../wire-failure.ts'

/** What came decides over what was said of it: servers say `stop` behind calls, and `tool_calls` behind none. */
export function reasonOf(finish: string | undefined, parts: AnswerParts): FinishReason {
  // Gateways pass on the words of whom they asked: `MAX_TOKENS`, `content_filter: SAFETY`.
  switch (finish?.toLowerCase().split(':', 1)[0]) {
    case 'length':
    case 'max_tokens':
    case 'model_length':
      return 'length'
    case 'content_filter':
    case 'safety':
    case 'recitation':
    case 'prohibited_content':
    case 'sensitive':
      return 'content-filter'
    case 'stop':
    case 'end_turn':
    case 'stop_sequence':
    case 'eos':
    case 'tool_calls':
    case 'tool_use':
    case 'function_call':
      if (parts.hasCalls()) return 'tool-calls'
      return parts.has('refusal') ? 'refusal' : 'stop'
    case 'refusal':
      return 'refusal'
    default:
      return 'unknown'
  }
}

/** Throws StreamComplaint where the place of the finish reason tells of a failure. */
export function refuseFailure(choice: Loose): void {
  const { error, finish_reason: finish } = choice
  if (error) throw new StreamComplaint(error)
  if (finish === 'error') throw new StreamComplaint('the answer failed')
  // DeepSeek's word for an answer that it gave up.
  if (finish === 'insufficient_system_resource')
    throw new StreamComplaint({ code: 'overloaded', message: finish })
}
