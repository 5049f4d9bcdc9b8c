import { Dialog } from '@base-ui/react/dialog'
import { useEffect, useState } from 'react'
import type { BranchTree as Tree, TreeRow } from '../../../contract/branch-tree.ts'
import { inOneParagraph } from '../../../contract/language/sentences.ts'
import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { activeRuns } from '../../state/conversation.ts'
import { Skeleton } from '../../ui/skeleton/skeleton.tsx'
import { BranchTree } from './branch-tree.tsx'

/** All versions of the open chat, over it. */
export function BranchTreeDialog() {
  const app = useApp()
  const { conversation, text, view } = app
  const sessionId = useSelect(conversation.store, (state) => state.sessionId)
  // What goes on is written behind the branch that is shown.
  const busy = useSelect(conversation.store, ({ transcript }) => activeRuns(transcript).length > 0)
  const [tree, setTree] = useState<Tree>()
  useEffect(() => {
    if (sessionId) void attempt(app, app.transport.invoke('sessions.tree', { sessionId }).then(setTree))
  }, [app, sessionId])
  const close = () => view.setBranchTree(false)
  const go = async ({ id }: TreeRow) => {
    close()
    if (await attempt(app, conversation.showBranch(id))) view.setTarget(id)
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-scrim" />
        <Dialog.Viewport className="dialog-place">
          <Dialog.Popup className="dialog branch-dialog">
            <Dialog.Title className="dialog-title">{text('branch.tree')}</Dialog.Title>
            <Dialog.Description className="dialog-body">
              {inOneParagraph(text, [
                text(busy ? 'branch.tree.busy' : 'branch.tree.text'),
                tree && !tree.complete && text('branch.tree.more'),
              ])}
            </Dialog.Description>
            {tree ? (
              <BranchTree rows={tree.rows} disabled={busy} onPick={(row) => void go(row)} />
            ) : (
              <div className="branch-tree">
                <Skeleton height={52} />
              </div>
            )}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
