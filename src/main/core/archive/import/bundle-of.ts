import { messageIdOf, sessionIdOf, type MessageId } from '../../../../contract/id.ts'
import { englishText } from '../../../../contract/language/text.ts'
import { textOf, type Message } from '../../../../contract/message.ts'
import type { SessionBundle } from '../../../../contract/session-bundle.ts'
import { titleOf } from '../../session/title.ts'
import { wordOf } from '../source-id.ts'
import type { Remark, SourceChat, SourcePiece } from './source-chat.ts'
import { treeOrder, type PlacedNode } from './tree-order.ts'

const titleLength = 200
const giantTitle = 2000

/**
 * The session that a chat of another program becomes; undefined when there is nothing in it to show. Ids are derived
 * from those of the source. `now` stands in for times that the source does not tell.
 */
export function bundleOf(chat: SourceChat, now: number, remark: Remark): SessionBundle | undefined {
  const sessionId = sessionIdOf(`${chat.source}.${wordOf(chat.id)}`)
  const start = chat.createdAt ?? now
  /** What the next message follows when it follows a node: its last message, or what it follows itself. */
  const tips = new Map<string, MessageId | null>()
  const messages: Message[] = []
  for (const { node, parent } of treeOrder(chat.nodes, remark)) {
    let parentId = parent ? (tips.get(parent.id) ?? null) : null
    for (const [index, piece] of node.pieces.entries()) {
      const id = messageIdOf(`${sessionId}.${wordOf(node.id)}${index === 0 ? '' : `.${index}`}`)
      messages.push({
        id,
        sessionId,
        parentId,
        ...contentOf(piece, node),
        createdAt: node.createdAt ?? start,
      })
      parentId = id
    }
    tips.set(node.id, parentId)
  }
  const last = messages.at(-1)
  if (!last) return undefined
  const leafId = (chat.leaf !== undefined && tips.get(chat.leaf)) || last.id
  const updatedAt = chat.updatedAt ?? last.createdAt
  const title = cleanTitle(chat.title ?? '')
  const session = {
    id: sessionId,
    title: title === '' ? titleFrom(messages) : title,
    titledByUser: false,
    leafId,
    createdAt: start,
    updatedAt,
    ...(chat.isArchived && { archivedAt: updatedAt }),
  }
  return { session, messages, runs: [], calls: [], events: [] }
}

function contentOf({ role, parts }: SourcePiece, { model }: PlacedNode['node']) {
  if (role !== 'assistant') return { role, parts }
  const calls = parts.some(({ type }) => type === 'tool-call')
  const finishReason = calls ? ('tool-calls' as const) : ('stop' as const)
  return { role, parts, finishReason, ...(model !== undefined && { model }) }
}

/** One line, not too long; a giant one costs no more than a long one. */
function cleanTitle(title: string): string {
  const line = title.slice(0, giantTitle).replaceAll(/\s+/g, ' ').trim()
  return Array.from(line).slice(0, titleLength).join('')
}

function titleFrom(messages: readonly Message[]): string {
  const asked = messages.find(({ role }) => role === 'user')
  return (asked && titleOf(textOf(asked).slice(0, giantTitle))) || englishText('session.untitled')
}
