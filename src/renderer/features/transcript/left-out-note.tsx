import type { Message } from '../../../contract/message.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'

/** Says quietly that parts of these messages are left out of later requests. */
export function LeftOutNote({ messages }: { readonly messages: readonly Message[] }) {
  const { conversation, text } = useApp()
  const count = useSelect(
    conversation.store,
    ({ session }) =>
      session?.marks?.items.filter(
        ({ mark, messageId }) => mark === 'muted' && messages.some(({ id }) => id === messageId),
      ).length ?? 0,
  )
  return count > 0 && <p className="left-out">{text('context.left-out', { count })}</p>
}
