import type { Mark, PartPlace } from '../../contract/context-mark.ts'
import type { ContextView } from '../../contract/context.ts'
import type { Text } from '../../contract/language/text.ts'
import type { AppState } from './app-state.ts'
import { attempt } from './actions.ts'
import type { NextMessage } from './money.ts'

/** Of a longer draft only the beginning is sent to be counted. */
const mostSent = 200_000

/** What the next request would hold. */
export function readContext(
  { transport }: Pick<AppState, 'transport'>,
  { sessionId, draft, choice: options, files = [], agentId }: NextMessage,
  turns: number,
): Promise<ContextView> {
  return transport.invoke('context.items', {
    ...(sessionId && { sessionId }),
    ...(files.length > 0 && { attachments: files }),
    text: draft.slice(0, mostSent),
    agentId,
    options,
    turns,
  })
}

/** Marks a part of a message of the open chat, or takes its mark away, and offers to take that back. */
export async function markPart(
  app: AppState,
  place: PartPlace,
  { mark, before }: { readonly mark: Mark | null; readonly before: Mark | null },
  text: Text,
): Promise<void> {
  const { sessionId } = app.conversation.store.getState()
  if (!sessionId) return
  const put = (wished: Mark | null) =>
    attempt(app, app.transport.invoke('context.mark', { sessionId, places: [place], mark: wished }))
  if (!(await put(mark))) return
  app.toasts.show({
    tone: 'done',
    text: text(`context.done.${mark ?? 'none'}`),
    action: { label: text('window.undo'), run: () => void put(before) },
  })
}
