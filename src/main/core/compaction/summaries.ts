import { messageIdOf, type MessageId, type RunId } from '../../../contract/id.ts'
import { summaryIn, type Message } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { Store } from '../ports/stores.ts'

/** The message that holds the summary of a compaction. It is on no path, so it is found by the run that made it. */
export function summaryIdOf(runId: RunId): MessageId {
  return messageIdOf(`${runId}.summary`)
}

/** The summaries that these runs made, in their order, the undone ones too. */
export async function readSummaries(
  store: Pick<Store, 'messages'>,
  runs: readonly Pick<Run, 'id' | 'options' | 'status'>[],
): Promise<readonly Message[]> {
  const made = runs.filter(
    ({ options, status }) => options.purpose === 'compaction' && status === 'completed',
  )
  const messages = await Promise.all(made.map(({ id }) => store.messages.get(summaryIdOf(id))))
  return messages.flatMap((message) => (message && summaryIn(message) ? [message] : []))
}
