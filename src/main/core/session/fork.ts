import type { ContextMarks } from '../../../contract/context-mark.ts'
import { messageIdOf, runIdOf, sessionIdOf, type MessageId, type SessionId } from '../../../contract/id.ts'
import { summaryIn } from '../../../contract/message.ts'
import { contentHashesOf, type SessionBundle } from '../../../contract/session-bundle.ts'
import type { Session } from '../../../contract/session.ts'
import { summaryIdOf } from '../compaction/summaries.ts'
import { ParleyError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/stores.ts'

/**
 * Copies the conversation from its beginning to a message, or to the tip, into a session of its own. The copy shares
 * nothing with the original: both can be changed, deleted and moved alone. Throws `session-missing`,
 * `message-missing`.
 */
export async function forkSession(
  store: Store,
  clock: Clock,
  id: SessionId,
  messageId: MessageId | undefined,
): Promise<Session> {
  const whole = await store.transfer.read(id)
  if (!whole) throw new ParleyError('session-missing', { params: { id } })
  const fork = copyOf(whole, messageId ?? whole.session.leafId, clock.now())
  await store.attachments.touch(contentHashesOf(fork))
  await store.transfer.write(fork)
  return fork.session
}

function copyOf(whole: SessionBundle, leafId: MessageId | null, now: number): SessionBundle {
  const path = pathTo(whole, leafId)
  const sessionId = sessionIdOf(crypto.randomUUID())
  const onPath = new Set(path.map(({ id }) => id))
  const runs = whole.runs.filter(({ userMessageId }) => onPath.has(userMessageId))
  const runIds = new Map(runs.map((run) => [run.id, runIdOf(crypto.randomUUID())]))
  const summaries = whole.messages.filter(
    (message) => summaryIn(message) && message.parentId && onPath.has(message.parentId) && message.runId,
  )
  const messageIds = new Map(path.map((message) => [message.id, messageIdOf(crypto.randomUUID())]))
  for (const { id, runId } of summaries) {
    const copy = runId && runIds.get(runId)
    if (copy) messageIds.set(id, summaryIdOf(copy))
  }
  const newId = (old: MessageId) => messageIds.get(old) ?? old
  const { pinnedAt: _pin, archivedAt: _archive, deletedAt: _trash, marks, ...session } = whole.session
  return {
    session: {
      ...session,
      id: sessionId,
      leafId: leafId && newId(leafId),
      createdAt: now,
      updatedAt: now,
      ...(marks && { marks: marksOf(marks, messageIds) }),
      ...(session.ttlMs !== undefined && { expiresAt: now + session.ttlMs }),
    },
    messages: [...path, ...summaries.filter(({ id }) => messageIds.has(id))].map(({ runId, ...message }) => ({
      ...message,
      id: newId(message.id),
      parentId: message.parentId && newId(message.parentId),
      sessionId,
      ...(runId && runIds.has(runId) && { runId: runIds.get(runId) }),
    })),
    // A run that goes on does so in the original alone.
    runs: runs.map((run) => ({
      ...run,
      ...(run.endedAt === undefined && {
        status: 'incomplete' as const,
        incompleteReason: 'interrupted' as const,
      }),
      id: runIds.get(run.id) ?? run.id,
      sessionId,
      userMessageId: newId(run.userMessageId),
    })),
    calls: whole.calls
      .filter((call) => messageIds.has(call.messageId) && runIds.has(call.runId))
      .map((call) => ({
        ...call,
        messageId: newId(call.messageId),
        runId: runIds.get(call.runId) ?? call.runId,
        sessionId,
      })),
    // The journal tells how an answer came, under the old names; the copy has only what came of it.
    events: [],
  }
}

// Those of other branches stay where their messages are.
function marksOf(
  { changedAt, items }: ContextMarks,
  messageIds: ReadonlyMap<MessageId, MessageId>,
): ContextMarks {
  const known = items.flatMap((item) => {
    const messageId = messageIds.get(item.messageId)
    return messageId ? [{ ...item, messageId }] : []
  })
  return { changedAt, items: known }
}

function pathTo({ messages }: SessionBundle, leafId: MessageId | null): SessionBundle['messages'] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const path: SessionBundle['messages'][number][] = []
  for (let id = leafId; id !== null;) {
    const message = byId.get(id)
    if (!message) throw new ParleyError('message-missing', { params: { id } })
    path.push(message)
    id = message.parentId
  }
  return path.toReversed()
}
