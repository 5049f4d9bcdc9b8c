import { type KeyboardEvent, useState } from 'react'
import { isJsonObject } from '../../../../contract/json-object.ts'
import { isClientCall, type ToolCallRecord } from '../../../../contract/tool.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { activeRuns } from '../../../state/conversation.ts'
import { useNextModel } from '../../../state/use-next-model.ts'
import { Button } from '../../../ui/button/button.tsx'
import { IconButton } from '../../../ui/button/icon-button.tsx'
import { isSettled, type CallView } from '../turn.ts'

export interface RerunActionsProps {
  readonly call: CallView
  readonly onEdit: () => void
}

/** Ways to run a call that has its outcome once more. */
export function RerunActions({ call, onEdit }: RerunActionsProps) {
  const { text } = useApp()
  const { busy, rerun } = useRerun()
  const { record } = call
  // Only the program that brought the tool along could run it again.
  if (!record || !isSettled(call) || isClientCall(record)) return null
  return (
    <>
      <IconButton
        icon="edit"
        size="sm"
        label={text('calls.edit', { name: call.name })}
        disabled={busy}
        onClick={onEdit}
      />
      <IconButton
        icon="retry"
        size="sm"
        label={text('calls.rerun', { name: call.name })}
        disabled={busy}
        onClick={() => void rerun(record)}
      />
    </>
  )
}

export interface EditCallProps {
  readonly call: ToolCallRecord
  readonly onDone: () => void
}

/** The arguments of a call while they are changed. */
export function EditCall({ call, onDone }: EditCallProps) {
  const { text } = useApp()
  const { busy, rerun } = useRerun()
  const [words, setWords] = useState(() => indented(call.arguments))
  const isObject = isJsonObject(words)
  const run = async () => {
    if (isObject && !busy && (await rerun(call, words))) onDone()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run()
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onDone()
  }
  return (
    <div className="call-well">
      <div className="call-well-head">{text('calls.arguments')}</div>
      <textarea
        className="call-edit font-mono"
        aria-label={text('calls.edit', { name: call.name })}
        aria-invalid={!isObject || undefined}
        spellCheck={false}
        // Who asked for the field writes into it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="call-edit-actions">
        <span className="hint">{text(isObject ? 'calls.edit.hint' : 'calls.edit.bad')}</span>
        <span className="call-edit-buttons">
          <Button size="sm" onClick={onDone}>
            {text('window.cancel')}
          </Button>
          <Button size="sm" variant="primary" disabled={!isObject || busy} onClick={() => void run()}>
            {text('calls.edit.run')}
          </Button>
        </span>
      </div>
    </div>
  )
}

function useRerun() {
  const app = useApp()
  const { conversation } = app
  const choice = useNextModel()
  // What goes on is written behind the branch that is shown.
  const busy = useSelect(conversation.store, ({ transcript }) => activeRuns(transcript).length > 0)
  const rerun = (call: ToolCallRecord, changed?: string) =>
    attempt(app, conversation.rerunCall(call, changed, { ...choice }))
  return { busy, rerun }
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text || '{}'), null, 2)
  } catch {
    return text
  }
}
