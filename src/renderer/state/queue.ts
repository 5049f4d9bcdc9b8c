import type { SessionId } from '../../contract/id.ts'
import type { Run } from '../../contract/run.ts'
import type { Transcript } from '../../contract/transcript.ts'
import type { Transport } from '../transport/transport.ts'
import { activeRuns, type Conversation } from './conversation.ts'
import type { Drafts, HeldDraft } from './drafts.ts'
import { failureOf } from './failure.ts'

type Choice = Parameters<Conversation['send']>[1]

export interface QueueNeeds {
  readonly transport: Transport
  readonly conversation: Conversation
  readonly drafts: Drafts
  /** With which model, and how, the next message of a chat is to be answered. */
  readonly choiceOf: (sessionId: SessionId, runs: readonly Run[]) => Choice
  /** Told why a message that waited was not sent; it stands in the field again. */
  readonly onRefused: (error: unknown) => void
}

/**
 * Sends what waits for the end of an answer when that has come to a good end, in the chat that is open and in any other.
 * After an answer that failed or was stopped, what waits goes on waiting: it may have been meant for another one.
 */
export function watchQueue({ transport, conversation, drafts, choiceOf, onRefused }: QueueNeeds): void {
  const sending = new Set<SessionId>()
  // Asked for while one was being looked at, which may have been too early.
  const again = new Set<SessionId>()
  const deliver = async (sessionId: SessionId, { text, attachments }: HeldDraft, options: Choice) => {
    if (conversation.store.getState().sessionId === sessionId) {
      return conversation.send(text, options, attachments)
    }
    const files = attachments.length > 0 && { attachments }
    await transport.invoke('runs.start', { sessionId, text, options, ...files })
  }
  const sendNext = async (sessionId: SessionId) => {
    if (!drafts.store.getState().queued[sessionId]) return
    if (sending.has(sessionId)) {
      again.add(sessionId)
      return
    }
    sending.add(sessionId)
    try {
      const transcript = await transcriptOf(sessionId)
      if (!hasEndedWell(transcript)) return
      const message = drafts.liftQueued(sessionId)
      if (!message) return
      await deliver(sessionId, message, choiceOf(sessionId, transcript.runs))
      drafts.settle(sessionId)
    } catch (error) {
      if (!giveBack(drafts, sessionId, error)) onRefused(error)
    } finally {
      sending.delete(sessionId)
      if (again.delete(sessionId)) void sendNext(sessionId)
    }
  }
  const transcriptOf = async (sessionId: SessionId) => {
    const shown = conversation.store.getState()
    if (shown.sessionId === sessionId) return shown.transcript
    return (await transport.invoke('sessions.open', { sessionId })).transcript
  }
  transport.subscribe((notice) => {
    if (notice.type !== 'session-changed') return
    const { id, running, deletedAt } = notice.session
    if (!running && deletedAt === undefined) void sendNext(id)
  })
  // The last event of a run that is watched may come behind the word that its session rests, or before it.
  conversation.store.subscribe(({ sessionId, transcript }, before) => {
    const hasEnded = activeRuns(before.transcript).length > 0 && activeRuns(transcript).length === 0
    if (sessionId && sessionId === before.sessionId && hasEnded) void sendNext(sessionId)
  })
}

/**
 * Takes back what was lifted and not sent: into the queue where the core answers somebody else in that chat just now, and
 * else into the field. True where it waits, of which nobody needs to be told.
 */
export function giveBack(drafts: Drafts, key: string, error: unknown): boolean {
  const waits = failureOf(error).code === 'run-active'
  if (waits) drafts.queueLifted(key)
  else drafts.putBack(key)
  return waits
}

function hasEndedWell(transcript: Transcript): boolean {
  return activeRuns(transcript).length === 0 && transcript.runs.at(-1)?.status === 'completed'
}
