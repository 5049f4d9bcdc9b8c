import type { Failure } from '../../../contract/failure.ts'
import { maxMessageBytes } from '../../../contract/method.ts'
import { useApp } from '../../state/app-context.tsx'
import { failureOf, localFailure } from '../../state/failure.ts'
import { useNextModel } from '../../state/use-next-model.ts'

const BYTES_PER_MB = 1_000_000

/**
 * Sends the draft of a chat. What cannot be sent stays where it is, with the reason; the draft goes only when the
 * core has stored the message.
 */
export function useSend(
  key: string,
  running: boolean,
  onRefused: (failure: Failure | undefined) => void,
): () => void {
  const { conversation, drafts } = useApp()
  const choice = useNextModel()
  const deliver = async (draft: string) => {
    try {
      const sent = conversation.send(draft, { ...choice })
      drafts.lift(key)
      await sent
      drafts.settle(key)
    } catch (error) {
      const meanwhile = drafts.store.getState().drafts[key]
      drafts.set(key, meanwhile === undefined ? draft : `${draft}\n\n${meanwhile}`)
      onRefused(failureOf(error))
    }
  }
  return () => {
    if (conversation.store.getState().sending) return
    const draft = drafts.store.getState().drafts[key] ?? ''
    const failure = refusalOf(draft, running)
    onRefused(failure)
    if (!failure) void deliver(draft)
  }
}

function refusalOf(draft: string, running: boolean): Failure | undefined {
  if (draft.trim() === '') return localFailure('message-empty')
  if (running) return localFailure('run-active')
  const bytes = new TextEncoder().encode(draft).length
  if (bytes <= maxMessageBytes) return undefined
  const size = (bytes / BYTES_PER_MB).toFixed(1)
  return localFailure('message-too-long', { size, limit: String(maxMessageBytes / BYTES_PER_MB) })
}
