import { useEffect, useId, useState } from 'react'
import type { Backup, StorageView } from '../../../../contract/storage.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { momentText, sizeText } from '../../../state/format.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine } from '../../../ui/card/card.tsx'
import { AgeSelect } from './age-select.tsx'
import { RestoreLine } from './restore-line.tsx'

/** When backups are made, the newest one, and what there is to go back to. */
export function BackupLines({ view }: { readonly view: StorageView }) {
  const app = useApp()
  const { keeping, text } = app
  const { backup } = view.settings
  const hasBackups = view.capabilities.backups
  useEffect(() => {
    if (hasBackups) void attempt(app, keeping.loadBackups())
  }, [app, keeping, hasBackups])
  if (!hasBackups) {
    return <CardLine title={text('backup.title')} text={text('backup.unsupported')} />
  }
  return (
    <>
      <CardLine title={text('backup.every')} text={text('backup.every.text', { count: backup.keep })}>
        <AgeSelect
          label={text('backup.every')}
          value={backup.everyMs ?? undefined}
          onChange={(everyMs) => void attempt(app, keeping.keep({ backup: { ...backup, everyMs } }))}
        />
      </CardLine>
      <NewestBackup />
      <CopiesToGoBackTo />
    </>
  )
}

function NewestBackup() {
  const app = useApp()
  const { keeping, text, now, locale } = app
  const newest = useSelect(keeping.store, ({ backups }) => backups.find(({ kind }) => kind === 'backup'))
  const busy = useSelect(keeping.store, (state) => state.backingUp)
  const backUp = async () => {
    const done = await attempt(app, keeping.backUp())
    if (done) app.toasts.show({ tone: 'done', text: text('backup.made') })
  }
  const when = newest && momentText(text, newest.at, now(), locale)
  const last = newest && text('backup.last', { when: when ?? '', size: sizeText(text, newest.bytes) })
  return (
    <CardLine title={text('backup.title')} text={last ?? text('backup.none')}>
      <Button busy={busy} onClick={() => void backUp()}>
        {text('backup.now')}
      </Button>
    </CardLine>
  )
}

function CopiesToGoBackTo() {
  const { keeping, text } = useApp()
  const backups = useSelect(keeping.store, (state) => state.backups)
  const copies = backups.filter(isGood)
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  if (copies.length === 0) return null
  return (
    <>
      <CardLine title={text('backup.list')} text={text('backup.list.text', { count: copies.length })}>
        <Button aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          {text(isOpen ? 'backup.hide' : 'backup.show')}
        </Button>
      </CardLine>
      <ul id={id} className="backups" hidden={!isOpen}>
        {copies.map((copy) => (
          <RestoreLine key={copy.name} copy={copy} />
        ))}
      </ul>
    </>
  )
}

type Copy = Backup & { readonly kind: 'backup' | 'upgrade' | 'replaced' }

// A damaged file is no place to go back to.
function isGood(backup: Backup): backup is Copy {
  return backup.kind !== 'broken'
}
