import { useState, type ReactNode } from 'react'
import type { Engine, EngineChoice, Progress, StorageView } from '../../../../contract/storage.ts'
import { attempt } from '../../../state/actions.ts'
import type { AppState } from '../../../state/app-state.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog/dialog.tsx'
import { EngineOutcome } from './engine-outcome.tsx'
import { ServerFields, type Reach } from './server-fields.tsx'

export interface MoveHereProps {
  readonly engine: Engine
  readonly view: StorageView
  readonly onMoved: () => void
}

/** How to reach an engine, a try, and the move. */
export function MoveHere({ engine, view, onMoved }: MoveHereProps) {
  const app = useApp()
  const { keeping, text } = app
  const [reach, setReach] = useState<Reach>({ redis: view.settings.redis, pgsql: view.settings.pgsql })
  const [asking, setAsking] = useState(false)
  const go = useGoing({ ...reach, engine }, onMoved)
  const moving = useSelect(keeping.store, (state) => state.moving)
  const { test, tryIt } = useTest(engine, reach)
  const isServer = engine === 'redis' || engine === 'pgsql'
  const canMove = !isServer || test?.kind === 'passed' || moving !== undefined
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
          <Button icon="plug" busy={test?.kind === 'running'} onClick={tryIt}>
            {text('storage.test')}
          </Button>
        )}
        {canMove && engine !== 'inmemory' && (
          <Button disabled={moving !== undefined} onClick={() => void go(false)}>
            {text('storage.open')}
          </Button>
        )}
        {canMove && (
          <Button variant="primary" busy={moving !== undefined} onClick={() => setAsking(true)}>
            {moving && moving.total > 0 ? progressOf(app, moving) : text('storage.move')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={asking}
        title={text('storage.move.sure', { engine: text(`storage.${engine}`) })}
        cancelLabel={text('window.cancel')}
        confirmLabel={text('storage.move')}
        destructive={false}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          void go(true)
        }}
      >
        {text(engine === 'inmemory' ? 'storage.move.inmemory' : 'storage.move.text')}
      </ConfirmDialog>
    </div>
  )
}

/** Goes to that place, with a copy of all chats or to what is there. */
function useGoing(choice: EngineChoice, onThere: () => void): (copy: boolean) => Promise<void> {
  const app = useApp()
  const { text } = app
  const engine = text(`storage.${choice.engine}`)
  const there = async (copy: boolean): Promise<string> => {
    const { copied, skipped } = await app.keeping.move({ ...choice, copy })
    // The chat that is open is not there.
    if (!copy) app.conversation.startNew()
    await app.sessions.load()
    if (!copy) return text('storage.opened', { engine })
    const key = skipped > 0 ? 'storage.moved-skipped' : 'storage.moved'
    return text(key, { count: copied, skipped: String(skipped), engine })
  }
  return async (copy) => {
    const going = there(copy).then((words) => app.toasts.show({ tone: 'done', text: words }))
    if (await attempt(app, going)) onThere()
  }
}

/** What a test found holds until something else is in the fields. */
function useTest(engine: Engine, reach: Reach) {
  const { keeping } = useApp()
  const [tested, setTested] = useState<Reach>()
  const outcome = useSelect(keeping.store, (state) => state.tests[engine])
  const tryIt = () => {
    setTested(reach)
    void keeping.test({ ...reach, engine })
  }
  return { test: tested === reach ? outcome : undefined, tryIt }
}

function progressOf({ text }: AppState, { done, total }: Progress): ReactNode {
  return text('storage.moving', { done: String(done), total: String(total) })
}
