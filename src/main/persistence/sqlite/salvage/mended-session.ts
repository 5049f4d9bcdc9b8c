import { z } from 'zod'
import { sessionIdSchema, type MessageId } from '../../../../contract/id.ts'
import { englishText } from '../../../../contract/language/text.ts'
import { messageSchema, summaryIn, type Message } from '../../../../contract/message.ts'
import { runSchema, type Run } from '../../../../contract/run.ts'
import { sessionSchema, type Session } from '../../../../contract/session.ts'
import type { SessionBundle } from '../../../../contract/session-bundle.ts'
import { toolCallRecordSchema } from '../../../../contract/tool.ts'
import type { Findings } from './findings.ts'
import { journalOf } from './journals.ts'

const messagesSchema = z.array(messageSchema)
const runsSchema = z.array(runSchema)
const callsSchema = z.array(toolCallRecordSchema)

/** What belongs to one session, so that everything it refers to is there. */
export interface MendedSession {
  readonly bundle: SessionBundle
  /** Calls that belong to nothing that was found. */
  readonly lostCalls: number
}

/** Puts a session together from what was found of it. Undefined when that is nothing that can be shown. */
export function mendSession(findings: Findings, key: string): MendedSession | undefined {
  const stored = sessionSchema.safeParse(findings.of('session', key)[0]).data
  const runs = runsSchema.parse(findings.of('run', key))
  const found = messagesSchema.parse(findings.of('message', key))
  if (!stored && found.length === 0) return undefined
  const calls = callsSchema.parse(findings.of('call', key))
  const events = runs.flatMap(({ id }) => journalOf(findings, id))
  const session = stored ?? inventSession(key, found, [...calls, ...events, ...found])
  const sessionId = session.id
  const messages = parentsFirst(found, runs).map((message) => ({ ...message, sessionId }))
  const [messageIds, runIds] = [new Set(messages.map(({ id }) => id)), new Set(runs.map(({ id }) => id))]
  const kept = calls.filter((call) => messageIds.has(call.messageId) && runIds.has(call.runId))
  const leafId = tipOf(session.leafId, messages)
  const bundle = {
    session: { ...session, leafId },
    messages: messages.map((message) => withoutLostRun(message, runIds)),
    runs: runs.map((run) => ({ ...run, sessionId })),
    calls: kept.map((call) => ({ ...call, sessionId })),
    events,
  }
  return { bundle, lostCalls: calls.length - kept.length }
}

function tipOf(leafId: MessageId | null, messages: readonly Message[]): MessageId | null {
  if (leafId === null || messages.some(({ id }) => id === leafId)) return leafId
  return lastOf(messages)
}

// A summary stands beside the conversation.
function lastOf(messages: readonly Message[]): MessageId | null {
  return messages.findLast((message) => !summaryIn(message))?.id ?? null
}

// The session itself was lost. Calls and events still tell its id, where rows have only its key.
function inventSession(key: string, messages: readonly Message[], tellers: readonly Teller[]): Session {
  const told = tellers.map(({ sessionId }) => sessionId).find((id) => id !== key)
  const id = told ?? sessionIdSchema.safeParse(key).data ?? sessionIdSchema.parse(crypto.randomUUID())
  const times = messages.map(({ createdAt }) => createdAt)
  return {
    id,
    title: englishText('session.recovered'),
    titledByUser: false,
    leafId: lastOf(messages),
    createdAt: Math.min(...times),
    updatedAt: Math.max(...times),
  }
}

type Teller = Pick<Message, 'sessionId'>

/**
 * The messages so that each comes after its parent. One whose parent was lost follows the message that its run answered,
 * else the one stored before it: in a conversation without branches that is the nearest ancestor that is left.
 */
function parentsFirst(messages: readonly Message[], runs: readonly Run[]): readonly Message[] {
  const asked = new Map(runs.map(({ id, userMessageId }) => [id, userMessageId]))
  const known = new Set(messages.map(({ id }) => id))
  const waiting = new Map<MessageId, Message[]>()
  const placed = new Map<MessageId, Message>()
  let last: MessageId | null = null
  const put = (message: Message): void => {
    const behind = [message]
    for (let next = behind.pop(); next; next = behind.pop()) {
      placed.set(next.id, next)
      last = next.id
      behind.push(...(waiting.get(next.id) ?? []).toReversed())
      waiting.delete(next.id)
    }
  }
  for (const message of messages) {
    const { parentId } = message
    if (parentId === null || placed.has(parentId)) put(message)
    else if (known.has(parentId)) waiting.set(parentId, [...(waiting.get(parentId) ?? []), message])
    else {
      const question = message.runId && asked.get(message.runId)
      const isPlaced = question !== undefined && placed.has(question)
      put({ ...message, parentId: isPlaced ? question : last })
    }
  }
  // What still waits are circles, which no whole database has.
  for (const message of [...waiting.values()].flat()) {
    if (!placed.has(message.id)) put({ ...message, parentId: last })
  }
  return [...placed.values()]
}

function withoutLostRun(message: Message, runIds: ReadonlySet<Run['id']>): Message {
  const { runId, ...rest } = message
  return runId === undefined || runIds.has(runId) ? message : rest
}
