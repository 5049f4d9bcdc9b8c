import { memo } from 'react'
import { textOf } from '../../../contract/message.ts'
import { copyText } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import { IconButton } from '../../ui/button/icon-button.tsx'
import type { UserTurn } from './turn.ts'

export interface UserTurnProps {
  readonly turn: UserTurn
  /** Whether Tab comes here. */
  readonly tabStop: boolean
}

/** What the user wrote, as it was written. */
export const UserTurnView = memo(function UserTurnView({ turn, tabStop }: UserTurnProps) {
  const app = useApp()
  const { text } = app
  const words = textOf(turn.message)
  return (
    <article
      className="turn user-turn"
      aria-label={text('transcript.you')}
      // The arrows go from turn to turn.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={tabStop ? 0 : -1}
    >
      <span className="turn-actions">
        <IconButton
          icon="copy"
          size="sm"
          label={text('window.copy')}
          onClick={() => void copyText(app, words, text('window.copied'))}
        />
      </span>
      <div className="bubble">{words}</div>
    </article>
  )
})
