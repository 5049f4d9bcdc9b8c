import { memo } from 'react'
import { isMedia, type Message, textOf } from '../../../contract/message.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { ActionButtons } from './action-buttons.tsx'
import { BranchSwitcher } from './branch-switcher.tsx'
import { EditMessage } from './edit-message.tsx'
import { LeftOutNote } from './left-out-note.tsx'
import { MessageMedia } from './message-media.tsx'
import { LimitedText } from './limited-text.tsx'
import type { UserTurn } from './turn.ts'
import { useUserActions } from './turn-actions.ts'

export interface UserTurnProps {
  readonly turn: UserTurn
  /** Whether Tab comes here. */
  readonly tabStop: boolean
}

/** What the user wrote, as it was written. */
export const UserTurnView = memo(function UserTurnView({ turn, tabStop }: UserTurnProps) {
  const { text, view } = useApp()
  const { message } = turn
  const editing = useSelect(view.store, (state) =>
    state.editing?.id === message.id ? state.editing : undefined,
  )
  return (
    <article
      className="turn user-turn"
      aria-label={text('transcript.you')}
      // The arrows go from turn to turn.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={tabStop ? 0 : -1}
    >
      {editing ? (
        <EditMessage id={message.id} words={editing.text} media={message.parts.filter(isMedia)} />
      ) : (
        <>
          <UserActions message={message} />
          <Said message={message} />
        </>
      )}
    </article>
  )
})

/** A message of so many characters is one text, which is selected and copied as it was written. */
const SHORT = 10_000

function Said({ message }: { readonly message: Message }) {
  const words = textOf(message)
  return (
    <div className="said">
      <MessageMedia parts={message.parts.filter(isMedia)} />
      {words !== '' && (
        <div className="bubble">{words.length > SHORT ? <LimitedText words={words} /> : words}</div>
      )}
      <LeftOutNote messages={[message]} />
    </div>
  )
}

function UserActions({ message }: { readonly message: Message }) {
  const actions = useUserActions(message)
  return (
    <span className="turn-actions">
      <BranchSwitcher messages={[message]} />
      <ActionButtons actions={actions} />
    </span>
  )
}
