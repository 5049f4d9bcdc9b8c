import { useApp, useSelect } from '../../state/app-context.tsx'
import { Icon } from '../../ui/icon/icon.tsx'

export interface SendButtonProps {
  readonly draftKey: string
  readonly running: boolean
  readonly onSend: () => void
  readonly onStop: () => void
}

/** Sends what is written; while an answer comes, stops it. */
export function SendButton({ draftKey, running, onSend, onStop }: SendButtonProps) {
  const { drafts, text, uploads } = useApp()
  const empty = useSelect(
    drafts.store,
    (state) => (state.drafts[draftKey] ?? '').trim() === '' && !state.files[draftKey],
  )
  const busy = useSelect(uploads.store, () => uploads.isBusy(draftKey))
  if (running) {
    return (
      <button
        type="button"
        className="send-button"
        data-stop
        aria-label={text('composer.stop')}
        aria-keyshortcuts="Escape"
        onClick={onStop}
      >
        <Icon name="stop" />
      </button>
    )
  }
  return (
    <button
      type="button"
      className="send-button"
      aria-label={text('composer.send')}
      aria-keyshortcuts="Enter"
      disabled={empty || busy}
      title={busy ? text('attach.busy') : undefined}
      onClick={onSend}
    >
      <Icon name="send" />
    </button>
  )
}
