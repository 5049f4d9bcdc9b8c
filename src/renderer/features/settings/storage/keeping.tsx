import { useEffect } from 'react'
import type { StorageView } from '../../../../contract/storage.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { AgeSelect } from './age-select.tsx'
import { BackupLines } from './backup-lines.tsx'

/** How long chats and the trash are kept, and their backups. */
export function Keeping({ view }: { readonly view: StorageView }) {
  const { settings } = view
  const app = useApp()
  const { keeping, sessions, text } = app
  const trash = useSelect(sessions.store, (state) => state.trash.length)
  useEffect(() => {
    void attempt(app, sessions.loadTrash())
  }, [app, sessions])
  return (
    <CardSection title={text('storage.keeping')}>
      <CardLine title={text('storage.ttl')} text={text('storage.ttl.text')}>
        <AgeSelect
          label={text('storage.ttl')}
          value={settings.sessionTtlMs}
          onChange={(sessionTtlMs) => void attempt(app, keeping.keep({ sessionTtlMs }))}
        />
      </CardLine>
      <CardLine title={text('storage.trash')} text={text('storage.trash.text', { count: trash })}>
        <AgeSelect
          label={text('storage.trash')}
          value={settings.trashMs}
          onChange={(trashMs) => void attempt(app, keeping.keep({ trashMs }))}
        />
      </CardLine>
      <BackupLines view={view} />
    </CardSection>
  )
}
