import type Anthropic from '@anthropic-ai/sdk'
import { englishText } from '../../../contract/language/text.ts'
import type { ModelRequest } from '../../core/ports/model-client.ts'
import { blocksOf, type Block } from './content.ts'

interface Sided {
  readonly role: 'user' | 'assistant'
  readonly content: readonly Block[]
}

/**
 * The messages of a conversation. Turns of one side in a row become one message: all results of a round must stand in
 * the message behind its calls. A user speaks first, and no answer ends with thinking.
 */
export function messagesOf(turns: ModelRequest['messages']): Anthropic.MessageParam[] {
  const joined = joinedSides(
    turns.map((turn) => ({
      role: turn.role === 'assistant' ? 'assistant' : 'user',
      content: blocksOf(turn),
    })),
  )
  const whole = joinedSides(
    joined.map((message, index) => {
      if (message.role === 'user') return message
      return { ...message, content: answerOf(message.content, index === joined.length - 1) }
    }),
  )
  const [first] = whole
  if (first?.role !== 'assistant') return whole.map(writable)
  const text = englishText('history.no-question')
  const opening: Sided = { role: 'user', content: [{ type: 'text', text }] }
  return [opening, ...whole].map(writable)
}

function joinedSides(messages: readonly Sided[]): readonly Sided[] {
  const joined: Sided[] = []
  for (const message of messages) {
    const last = joined.at(-1)
    if (message.content.length === 0) continue
    if (last?.role !== message.role) joined.push(message)
    else joined.splice(-1, 1, { ...last, content: [...last.content, ...message.content] })
  }
  return joined
}

/** What of an answer may go back. The last one may stop where it was paused. */
function answerOf(blocks: readonly Block[], isLast: boolean): readonly Block[] {
  const paired = isLast ? blocks : blocks.filter((block) => !isUnanswered(block, blocks))
  const end = paired.findLastIndex(({ type }) => type !== 'thinking' && type !== 'redacted_thinking')
  const content = paired.slice(0, end + 1)
  const last = content.at(-1)
  // What the model is to go on from may not end with white space.
  return isLast && last?.type === 'text' ? content.with(-1, { ...last, text: last.text.trimEnd() }) : content
}

function isUnanswered(block: Block, all: readonly Block[]): boolean {
  if (block.type !== 'server_tool_use') return false
  return !all.some((other) => 'tool_use_id' in other && other.tool_use_id === block.id)
}

function writable({ role, content }: Sided): Anthropic.MessageParam {
  return { role, content: [...content] }
}
