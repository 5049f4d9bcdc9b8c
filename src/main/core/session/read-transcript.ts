import type { Session } from '../../../contract/session.ts'
import type { Transcript } from '../../../contract/transcript.ts'
import type { Store } from '../ports/stores.ts'

/** What is stored of the conversation that the session shows. */
export async function readTranscript(store: Store, session: Session): Promise<Transcript> {
  const [messages, runs, calls] = await Promise.all([
    session.leafId ? store.messages.path(session.leafId) : [],
    store.runs.listBySession(session.id),
    store.runs.listCalls(session.id),
  ])
  const shown = new Set(messages.map(({ id }) => id))
  return {
    messages,
    runs: runs.filter(({ userMessageId }) => shown.has(userMessageId)),
    calls: calls.filter(({ messageId }) => shown.has(messageId)),
  }
}
