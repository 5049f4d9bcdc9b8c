import type { Attachment } from '../../../contract/attachment.ts'
import type { Failure } from '../../../contract/failure.ts'
import type { AgentId } from '../../../contract/id.ts'
import { maxMessageBytes, newChatKey } from '../../../contract/draft.ts'
import type { AppState } from '../../state/app-state.ts'
import { useApp } from '../../state/app-context.tsx'
import { failureOf, localFailure } from '../../state/failure.ts'
import { giveBack } from '../../state/queue.ts'
import { useNextModel } from '../../state/use-next-model.ts'

const BYTES_PER_MB = 1_000_000

/**
 * Sends the draft of a chat, or while an answer comes puts it into the queue, also where that is another window's of which
 * this one does not know yet. What cannot be sent stays where it is, with the reason; the draft goes only when the
 * core has stored the message.
 */
export function useSend(
  key: string,
  running: boolean,
  onRefused: (failure: Failure | undefined) => void,
): () => void {
  const { agents, conversation, drafts, uploads } = useApp()
  const choice = useNextModel()
  const deliver = async (draft: string, files: readonly Attachment[]) => {
    try {
      const sent = conversation.send(draft, { ...choice }, files, agentForNew(agents, key))
      drafts.lift(key)
      await sent
      drafts.settle(key)
    } catch (error) {
      if (!giveBack(drafts, key, error)) onRefused(failureOf(error))
    }
  }
  return () => {
    if (conversation.store.getState().sending) return
    // What is still on its way would stay behind.
    if (uploads.isBusy(key)) return
    const { drafts: texts, files } = drafts.store.getState()
    const [draft = '', attached = []] = [texts[key], files[key]]
    const failure = refusalOf(draft, attached)
    onRefused(failure)
    if (failure) return
    uploads.forgive(key)
    if (running) drafts.enqueue(key)
    else void deliver(draft, attached)
  }
}

// A chat that is there has its own.
function agentForNew({ store }: AppState['agents'], key: string): AgentId | null | undefined {
  return key === newChatKey ? store.getState().picked : undefined
}

function refusalOf(draft: string, attached: readonly Attachment[]): Failure | undefined {
  if (draft.trim() === '' && attached.length === 0) return localFailure('message-empty')
  const bytes = new TextEncoder().encode(draft).length
  if (bytes <= maxMessageBytes) return undefined
  const size = (bytes / BYTES_PER_MB).toFixed(1)
  return localFailure('message-too-long', { size, limit: String(maxMessageBytes / BYTES_PER_MB) })
}
