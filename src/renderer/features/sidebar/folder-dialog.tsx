import { Dialog } from '@base-ui/react/dialog'
import { type FormEvent, type RefObject, useId, useRef, useState } from 'react'
import type { SessionSummary } from '../../../contract/session.ts'
import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Field } from '../../ui/field/field.tsx'
import { hitOf } from './session-focus.ts'

export interface FolderDialogProps {
  readonly session: SessionSummary
  readonly open: boolean
  readonly onClose: () => void
}

/** Asks for the folder of a chat: one that there is, or a new one. Empty takes the chat out of its folder. */
export function FolderDialog({ session, open, onClose }: FolderDialogProps) {
  const { text } = useApp()
  const input = useRef<HTMLInputElement>(null)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-scrim" />
        <Dialog.Viewport className="dialog-place">
          <Dialog.Popup className="dialog" initialFocus={input} finalFocus={() => hitOf(session.id) ?? true}>
            <Dialog.Title className="dialog-title">
              {text('window.folder.title', { title: session.title })}
            </Dialog.Title>
            <FolderForm session={session} input={input} onClose={onClose} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface FolderFormProps extends Omit<FolderDialogProps, 'open'> {
  readonly input: RefObject<HTMLInputElement | null>
}

function FolderForm({ session, input, onClose }: FolderFormProps) {
  const app = useApp()
  const { sessions, text } = app
  const id = useId()
  const [folder, setFolder] = useState(session.folder ?? '')
  const all = useSelect(sessions.store, (state) => state.sessions)
  const known = [...new Set(all.flatMap((each) => each.folder ?? []))].toSorted()
  const save = (event: FormEvent) => {
    event.preventDefault()
    onClose()
    void attempt(app, sessions.change(session.id, { folder: folder.trim() || null }))
  }
  return (
    <form onSubmit={save}>
      <div className="dialog-body">
        <Field id={id} label={text('window.folder.name')} hint={text('window.folder.hint')}>
          <div className="input">
            <input
              ref={input}
              id={id}
              value={folder}
              list={`${id}-known`}
              maxLength={80}
              autoComplete="off"
              aria-describedby={`${id}-note`}
              onChange={(event) => setFolder(event.target.value)}
            />
          </div>
        </Field>
        <datalist id={`${id}-known`}>
          {known.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </datalist>
      </div>
      <div className="dialog-actions">
        <Button size="lg" onClick={onClose}>
          {text('window.cancel')}
        </Button>
        <Button type="submit" variant="primary" size="lg">
          {text('window.folder.save')}
        </Button>
      </div>
    </form>
  )
}
