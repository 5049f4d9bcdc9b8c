import { newChatKey } from '../../../contract/draft.ts'
import { type ClipboardEvent, type KeyboardEvent, lazy, useState } from 'react'
import type { Failure } from '../../../contract/failure.ts'
import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { activeRuns } from '../../state/conversation.ts'
import { AttachButton } from './attach-button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { ComposerNotice } from './composer-notice.tsx'
import { ContextMeter } from './context-meter.tsx'
import { DraftFiles } from './draft-files.tsx'
import { ModelPicker } from './model-picker.tsx'
import { ParallelToggle } from './parallel-toggle.tsx'
import { PromptButton } from './prompt-button.tsx'
import { QueuedMessages } from './queued-messages.tsx'
import { SendButton } from './send-button.tsx'
import { StorageNotice } from './storage-notice.tsx'
import { TrashNotice } from './trash-notice.tsx'
import { useDrop } from './use-drop.ts'
import { useNextModelName } from './use-next-model-name.ts'
import { useSend } from './use-send.ts'
import { useSlash } from './use-slash.ts'
import { WindowPart } from '../../ui/window-part/window-part.tsx'

// Not needed for the first picture.
const SlashList = lazy(async () => ({ default: (await import('./slash/slash-list.tsx')).SlashList }))

/** Where the next message is written. What is written is kept for each chat until it is sent. */
export function Composer() {
  const { conversation } = useApp()
  const trashed = useSelect(
    conversation.store,
    ({ session }) => session?.deletedAt !== undefined && session.id,
  )
  return (
    <div className="dock">
      <div className="column">
        <StorageNotice />
        {trashed ? <TrashNotice sessionId={trashed} /> : <MessageComposer />}
      </div>
    </div>
  )
}

function MessageComposer() {
  const { conversation } = useApp()
  const key = useSelect(conversation.store, (state) => state.sessionId ?? newChatKey)
  const running = useSelect(conversation.store, (state) => activeRuns(state.transcript).length > 0)
  const [refused, setRefused] = useState<{ readonly key: string; readonly failure: Failure }>()
  const send = useSend(key, running, (failure) => setRefused(failure && { key, failure }))
  const stop = useStop()
  const dropping = useDrop(key)
  return (
    <>
      {refused?.key === key && <ComposerNotice failure={refused.failure} />}
      <div className="composer" data-pane="composer" data-dropping={dropping || undefined}>
        <QueuedMessages draftKey={key} running={running} />
        <DraftFiles draftKey={key} />
        <MessageField draftKey={key} running={running} onSend={send} onStop={stop} />
        {dropping && <DropZone />}
        <div className="composer-tools">
          <AttachButton draftKey={key} />
          <PromptButton />
          <ParallelToggle />
          <span className="flex-1" />
          <ModelPicker draftKey={key} />
          <ContextMeter draftKey={key} />
          <SendButton draftKey={key} running={running} onSend={send} onStop={stop} />
        </div>
      </div>
    </>
  )
}

function DropZone() {
  const { text } = useApp()
  return (
    <output className="drop-zone">
      <Icon name="attach" />
      {text('attach.drop')}
    </output>
  )
}

function useStop(): () => void {
  const app = useApp()
  return () => void attempt(app, app.conversation.stop())
}

interface MessageFieldProps {
  readonly draftKey: string
  readonly running: boolean
  readonly onSend: () => void
  readonly onStop: () => void
}

function MessageField({ draftKey, running, onSend, onStop }: MessageFieldProps) {
  const { drafts, text } = useApp()
  const draft = useSelect(drafts.store, (state) => state.drafts[draftKey] ?? '')
  const onPaste = usePaste(draftKey)
  const placeholder = usePlaceholder(running)
  const slash = useSlash(draft, onSend)
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Return chooses a word and Escape takes one back.
    if (event.nativeEvent.isComposing) return
    if (slash.press(event)) return event.preventDefault()
    if (event.key === 'Escape' && running) {
      event.preventDefault()
      onStop()
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
    event.preventDefault()
    onSend()
  }
  return (
    <>
      {slash.list && (
        <WindowPart>
          <SlashList {...slash.list} />
        </WindowPart>
      )}
      <textarea
        id="message"
        className="composer-text"
        aria-label={text('composer.message')}
        placeholder={placeholder}
        rows={1}
        value={draft}
        {...slash.field}
        onChange={(event) => {
          slash.onCursor(event.target.selectionStart)
          drafts.set(draftKey, event.target.value)
        }}
        onSelect={(event) => slash.onCursor(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <i className="composer-ring" aria-hidden="true" />
    </>
  )
}

/** Attaches pasted files. What a program gives as words and as a picture of them is pasted as words. */
function usePaste(draftKey: string): (event: ClipboardEvent) => void {
  const { text, uploads } = useApp()
  return (event) => {
    const { clipboardData } = event
    const files = [...clipboardData.files]
    if (files.length === 0 || clipboardData.types.includes('text/plain')) return
    event.preventDefault()
    // Every picture that is no file has the same name there.
    const named = files.map((file) =>
      file.name === 'image.png' ? new File([file], text('attach.pasted'), { type: file.type }) : file,
    )
    void uploads.attach(draftKey, named)
  }
}

function usePlaceholder(running: boolean): string {
  const { text } = useApp()
  const { name, demo } = useNextModelName()
  if (running) return text('composer.placeholder-running')
  if (demo) return text('composer.placeholder-demo')
  return name && text('composer.placeholder', { model: name })
}
