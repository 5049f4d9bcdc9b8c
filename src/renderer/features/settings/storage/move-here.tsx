import { useState } from 'react'
import type { Engine, EngineChoice, StorageView } from '../../../../contract/storage.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { readAddress, writeAddress, type ServerEngine } from '../../../state/storage-address.ts'
import { Button } from '../../../ui/button/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog/dialog.tsx'
import { SecretField } from '../../../ui/field/secret-field.tsx'
import { TextField } from '../../../ui/field/text-field.tsx'
import { EngineOutcome } from './engine-outcome.tsx'

export interface MoveHereProps {
  readonly engine: Engine
  readonly view: StorageView
  readonly onMoved: () => void
}

type Reach = Pick<EngineChoice, ServerEngine | 'password'>

/** How to reach an engine, a try, and the move. */
export function MoveHere({ engine, view, onMoved }: MoveHereProps) {
  const app = useApp()
  const { keeping, text } = app
  const [reach, setReach] = useState<Reach>(() => view.settings)
  const [asking, setAsking] = useState(false)
  const moving = useSelect(keeping.store, (state) => state.moving)
  const test = useSelect(keeping.store, (state) => state.tests[engine])
  const isServer = engine === 'redis' || engine === 'pgsql'
  const move = async () => {
    setAsking(false)
    const done = await attempt(app, keeping.move({ engine, ...reach, copy: true }).then(tell))
    if (done) onMoved()
  }
  const tell = async ({ copied, skipped }: { copied: number; skipped: number }) => {
    await app.sessions.load()
    const key = skipped > 0 ? 'storage.moved-skipped' : 'storage.moved'
    app.toasts.show({
      tone: 'done',
      text: text(key, { count: copied, skipped: String(skipped), engine: text(`storage.${engine}`) }),
    })
  }
  return (
    <div className="engine-more">
      {isServer && (
        <ServerFields
          engine={engine}
          reach={reach}
          kept={view.passwords.includes(engine)}
          onChange={setReach}
        />
      )}
      {isServer && <EngineOutcome test={test} />}
      <div className="engine-actions">
        {isServer && (
          <Button
            icon="plug"
            busy={test?.kind === 'running'}
            onClick={() => void keeping.test({ engine, ...reach })}
          >
            {text('storage.test')}
          </Button>
        )}
        <Button variant="primary" busy={moving !== undefined} onClick={() => setAsking(true)}>
          {moving && moving.total > 0
            ? text('storage.moving', { done: String(moving.done), total: String(moving.total) })
            : text('storage.move')}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        title={text('storage.move.sure', { engine: text(`storage.${engine}`) })}
        cancelLabel={text('window.cancel')}
        confirmLabel={text('storage.move')}
        onCancel={() => setAsking(false)}
        onConfirm={() => void move()}
      >
        {text(engine === 'inmemory' ? 'storage.move.inmemory' : 'storage.move.text')}
      </ConfirmDialog>
    </div>
  )
}

interface ServerFieldsProps {
  readonly engine: ServerEngine
  readonly reach: Reach
  readonly kept: boolean
  readonly onChange: (reach: Reach) => void
}

function ServerFields({ engine, reach, kept, onChange }: ServerFieldsProps) {
  const { text } = useApp()
  const [error, setError] = useState<string>()
  const save = (line: string) => {
    const read = readAddress(engine, line)
    setError(read ? undefined : text('storage.address.bad', { example: text(`storage.${engine}.example`) }))
    if (read)
      onChange({ ...reach, [engine]: read[engine], ...(read.password && { password: read.password }) })
  }
  const hint = kept || reach.password !== undefined ? text('storage.password.kept') : undefined
  return (
    <div className="engine-fields">
      <TextField
        label={text('storage.address')}
        value={writeAddress(engine, reach)}
        mono
        error={error}
        onCommit={save}
      />
      <SecretField
        label={text('storage.password')}
        keptHint={hint}
        placeholder={text('storage.password.placeholder')}
        showLabel={text('storage.password.show')}
        hideLabel={text('storage.password.hide')}
        onCommit={(password) => onChange({ ...reach, password })}
      />
    </div>
  )
}
