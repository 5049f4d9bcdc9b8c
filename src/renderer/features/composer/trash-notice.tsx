import type { SessionId } from '../../../contract/id.ts'
import { attempt } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import { focusMessage } from '../../state/window-focus.ts'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'

/** Stands in the place of the composer while the open chat lies in the trash, where another window or a script put it. */
export function TrashNotice({ sessionId }: { readonly sessionId: SessionId }) {
  const app = useApp()
  const { sessions, text } = app
  const restore = async () => {
    if (await attempt(app, sessions.restore(sessionId))) focusMessage()
  }
  return (
    <Notice
      icon="trash"
      live="status"
      title={text('window.trash.here')}
      actions={<Button onClick={() => void restore()}>{text('window.restore')}</Button>}
    >
      {text('window.trash.here-text')}
    </Notice>
  )
}
