import type { Text } from '../../contract/language/text.ts'
import { textOf } from '../../contract/message.ts'
import type { RunEvent } from '../../contract/run-event.ts'
import type { ToolCall } from '../../contract/tool.ts'
import { seenText } from '../../contract/visible-text.ts'

export interface TurnPrinter {
  print(event: RunEvent): void
}

/** Where the two kinds of output go. */
export interface PrinterOutputs {
  readonly answer: (text: string) => void
  readonly activity: (line: string) => void
  readonly text: Text
}

/** Shows a turn as it happens: the answer as it comes, and a line for every step of every tool call. */
export function createTurnPrinter({ answer, activity, text }: PrinterOutputs): TurnPrinter {
  const calls = new Map<string, ToolCall>()
  let streamed = false
  let open = false

  const endLine = () => {
    if (open) answer('\n')
    open = false
  }
  const say = (words: string) => {
    if (words === '') return
    answer(words)
    open = !words.endsWith('\n')
  }
  return {
    print(event) {
      if (event.type === 'message-created') streamed = false
      if (event.type === 'text-delta' || event.type === 'refusal-delta') {
        streamed = true
        say(event.text)
      }
      // Without streaming the answer is here for the first time.
      if (event.type === 'message-completed' && event.message.role === 'assistant' && !streamed) {
        say(textOf(event.message))
      }
      if (event.type === 'tool-call-requested') calls.set(event.call.id, event.call)
      const line = activityOf(event, calls, text)
      if (line !== undefined || event.type === 'run-ended') endLine()
      if (line !== undefined) activity(`${seenText(line)}\n`)
    },
  }
}

function activityOf(event: RunEvent, calls: ReadonlyMap<string, ToolCall>, text: Text): string | undefined {
  const tool = 'callId' in event ? (calls.get(event.callId)?.name ?? '') : ''
  switch (event.type) {
    case 'tool-call-requested': {
      const { id, name, arguments: given } = event.call
      return text('terminal.call-requested', { tool: name, id, arguments: given })
    }
    case 'tool-call-decided':
      return event.decision.allowed ? text('terminal.call-allowed', { tool, id: event.callId }) : undefined
    case 'tool-call-started':
      return text('terminal.call-started', { tool, id: event.callId })
    case 'tool-call-completed':
      return text('terminal.call-completed', { tool, id: event.callId, result: event.result })
    case 'tool-call-failed':
      return text('terminal.call-failed', { tool, id: event.callId, reason: event.failure.message })
    case 'retry-scheduled': {
      const reason = event.failure.message
      const seconds = Math.ceil(event.delayMs / 1000)
      if (seconds < 120) return text('terminal.retry', { reason, seconds })
      return text('terminal.retry-long', { reason, minutes: Math.ceil(seconds / 60) })
    }
    case 'request-queued':
      return text('terminal.queued', { limit: text(`queued.${event.limit}`, { count: event.count }) })
    case 'folding-started':
      return text('fold.running', { count: event.messageCount })
    case 'messages-left-out':
      return text('fold.left-out', { count: event.messageCount })
    default:
      return undefined
  }
}
