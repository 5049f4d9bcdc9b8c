import { useApp, useSelect } from '../../state/app-context.tsx'
import { listText } from '../../state/format.ts'
import type { HeldDraft } from '../../state/drafts.ts'
import { IconButton } from '../../ui/button/icon-button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'

const none: readonly HeldDraft[] = []

export interface QueuedMessagesProps {
  readonly draftKey: string
  readonly running: boolean
}

/** What is to be sent when the answer that goes on has ended. */
export function QueuedMessages({ draftKey, running }: QueuedMessagesProps) {
  const { drafts, locale, text } = useApp()
  const queue = useSelect(drafts.store, (state) => state.queued[draftKey] ?? none)
  if (queue.length === 0) return null
  return (
    <section className="queued" aria-label={text('queue.name')}>
      <p className="queued-hint">{text(running ? 'queue.running' : 'queue.waiting')}</p>
      <ol>
        {queue.map((message, index) => (
          // A message that waits has nothing of its own but its place.
          <li key={index} className="queued-message">
            <Icon name="clock" size={14} />
            <span className="queued-words">{wordsOf(message, locale)}</span>
            <IconButton
              icon="edit"
              size="sm"
              label={text('queue.edit')}
              onClick={() => {
                drafts.unqueue(draftKey, index, 'edit')
                document.querySelector<HTMLElement>('#message')?.focus()
              }}
            />
            <IconButton
              icon="x"
              size="sm"
              label={text('queue.drop')}
              onClick={() => drafts.unqueue(draftKey, index, 'drop')}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

const LONGEST_WORDS = 300

function wordsOf({ text, attachments }: HeldDraft, locale: string): string {
  const files = attachments.map(({ name }) => name)
  const names = listText(locale, files, 'short')
  return [text.slice(0, LONGEST_WORDS), names].filter(Boolean).join(' · ')
}
