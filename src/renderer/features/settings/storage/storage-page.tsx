import { RadioGroup } from '@base-ui/react/radio-group'
import { useState } from 'react'
import { engineSchema, type Engine } from '../../../../contract/storage.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { failureText } from '../../../state/failure.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Page } from '../page.tsx'
import { EngineCard } from './engine-card.tsx'
import { InAndOut } from './in-and-out.tsx'
import { Keeping } from './keeping.tsx'

/** Where the chats live, what each place is good for, and how long they stay. */
export function StoragePage() {
  const { keeping, text } = useApp()
  const view = useSelect(keeping.store, (state) => state.view)
  const moving = useSelect(keeping.store, (state) => state.moving)
  const [picked, setPicked] = useState<Engine>()
  if (!view) return null
  const { state } = view
  const open = picked ?? view.engine
  return (
    <Page title={text('settings.page.storage')} text={text('storage.text')}>
      {view.overridden && <p className="hint engine-note">{text('storage.overridden')}</p>}
      {state.status === 'lost' && (
        <div className="engine-note">
          <Notice tone="danger" icon="alert" title={failureText(text, state.failure)} live="status" />
        </div>
      )}
      <RadioGroup
        className="engines"
        aria-label={text('storage.engine')}
        value={open}
        disabled={moving !== undefined}
        onValueChange={(value) => setPicked(engineSchema.parse(value))}
      >
        {(['sqlite', 'pgsql', 'redis', 'inmemory'] as const).map((engine) => (
          <EngineCard
            key={engine}
            engine={engine}
            view={view}
            picked={engine === open}
            onMoved={() => setPicked(undefined)}
          />
        ))}
      </RadioGroup>
      <Keeping view={view} />
      <InAndOut />
    </Page>
  )
}
