import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { MessageId } from '../../../contract/id.ts'
import type { MediaPart } from '../../../contract/message.ts'
import { attempt } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import { useNextModel } from '../../state/use-next-model.ts'
import { focusMessage } from '../../state/window-focus.ts'
import { Button } from '../../ui/button/button.tsx'
import { MessageMedia } from './message-media.tsx'

export interface EditMessageProps {
  readonly id: MessageId
  readonly words: string
  /** The files of the message, which go with it again. */
  readonly media: readonly MediaPart[]
}

/** A message of the user's while it is written anew. Sent, it becomes a branch beside the one that it was. */
export function EditMessage({ id, words, media }: EditMessageProps) {
  const app = useApp()
  const { conversation, text, view } = app
  const choice = useNextModel()
  const field = useRef<HTMLTextAreaElement>(null)
  const isEmpty = words.trim() === '' && media.length === 0
  useEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(-1, -1)
  }, [])
  const send = async () => {
    if (isEmpty || conversation.store.getState().sending) return
    if (!(await attempt(app, conversation.replace(id, words, { ...choice })))) return
    view.edit(undefined)
    focusMessage()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      view.edit(undefined)
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
    event.preventDefault()
    void send()
  }
  return (
    <div className="edit-message">
      <MessageMedia parts={media} />
      <textarea
        ref={field}
        className="edit-text"
        aria-label={text('edit.label')}
        rows={1}
        value={words}
        onChange={(event) => view.edit({ id, text: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <div className="edit-actions">
        <span className="edit-hint">{text('edit.hint')}</span>
        <Button size="sm" onClick={() => view.edit(undefined)}>
          {text('window.cancel')}
        </Button>
        <Button size="sm" variant="primary" disabled={isEmpty} onClick={() => void send()}>
          {text('edit.send')}
        </Button>
      </div>
    </div>
  )
}
