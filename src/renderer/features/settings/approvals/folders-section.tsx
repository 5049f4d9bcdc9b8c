import { type FormEvent, useEffect, useId, useState } from 'react'
import type { FileWrite, FolderAccess, FoldersView, GrantedFolder } from '../../../../contract/folder.ts'
import { visibleText } from '../../../../contract/visible-text.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { Segmented } from '../../../ui/segmented/segmented.tsx'

const accesses = ['read', 'write'] as const satisfies readonly FolderAccess[]

/** The folders that tools may use, and the changes that they made, to be taken back. */
export function FoldersSection() {
  const app = useApp()
  const { folders, text } = app
  const [view, setView] = useState<FoldersView>()
  const use = (work: Promise<FoldersView>) => attempt(app, work.then(setView))
  useEffect(() => void attempt(app, folders.view().then(setView)), [app, folders])
  if (!view) return null
  return (
    <>
      <CardSection title={text('folders.title')}>
        {view.folders.length === 0 && <CardLine icon="folder" text={text('folders.none')} />}
        {view.folders.map((folder) => (
          <FolderLine
            key={folder.path}
            folder={folder}
            onAccess={(access) => void use(folders.grant({ ...folder, access }))}
            onClose={() => void use(folders.revoke(folder.path))}
          />
        ))}
        <OpenFolder onOpen={(path) => use(folders.grant({ path, access: 'read' }))} />
      </CardSection>
      {view.writes.length > 0 && (
        <CardSection title={text('folders.writes')}>
          {view.writes.map((write) => (
            <WriteLine key={write.id} write={write} onUndo={() => void use(folders.undo(write.id))} />
          ))}
        </CardSection>
      )}
    </>
  )
}

interface FolderLineProps {
  readonly folder: GrantedFolder
  readonly onAccess: (access: FolderAccess) => void
  readonly onClose: () => void
}

function FolderLine({ folder: { path, access }, onAccess, onClose }: FolderLineProps) {
  const { text } = useApp()
  return (
    <CardLine icon="folder" title={<span className="rule-what font-mono">{visibleText(path)}</span>}>
      <Segmented
        label={text('folders.access.of', { path })}
        value={access}
        options={accesses.map((value) => ({ value, label: text(`folders.${value}`) }))}
        onChange={onAccess}
      />
      <Button variant="ghost" size="sm" aria-label={text('folders.close.of', { path })} onClick={onClose}>
        {text('folders.close')}
      </Button>
    </CardLine>
  )
}

/** A path that is asked for; it stays in the field when it is refused. */
function OpenFolder({ onOpen }: { readonly onOpen: (path: string) => Promise<boolean> }) {
  const app = useApp()
  const { folders, mac, settings, text } = app
  const desktop = useSelect(settings.store, ({ info }) => info?.face === 'desktop')
  const id = useId()
  const [path, setPath] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (path.trim() !== '') void onOpen(path.trim()).then((done) => done && setPath(''))
  }
  const choose = async () => {
    const chosen = await folders.choose()
    if (chosen !== undefined) await onOpen(chosen)
  }
  const example = mac ? '/Users/ada/Notes' : '/home/ada/notes'
  return (
    <form className="folder-form" onSubmit={submit}>
      <Field
        id={id}
        label={text('folders.add')}
        hint={text('folders.add.text', { example })}
        error={undefined}
      >
        <div className="input">
          <input
            id={id}
            value={path}
            spellCheck={false}
            autoComplete="off"
            aria-describedby={`${id}-note`}
            onChange={(event) => setPath(event.target.value)}
          />
        </div>
      </Field>
      <div className="folder-actions">
        <Button type="submit" size="sm">
          {text('folders.open')}
        </Button>
        {desktop && (
          <Button size="sm" onClick={() => void attempt(app, choose())}>
            {text('folders.choose')}
          </Button>
        )}
      </div>
    </form>
  )
}

function WriteLine({ write, onUndo }: { readonly write: FileWrite; readonly onUndo: () => void }) {
  const { locale, text } = useApp()
  const { path, at, created } = write
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
  return (
    <CardLine
      icon="edit"
      title={<span className="rule-what font-mono">{visibleText(path)}</span>}
      text={text(created ? 'folders.created' : 'folders.changed', { date })}
    >
      <Button variant="ghost" size="sm" aria-label={text('folders.undo.of', { path })} onClick={onUndo}>
        {text('folders.undo')}
      </Button>
    </CardLine>
  )
}
