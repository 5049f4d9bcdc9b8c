import { useEffect } from 'react'
import type { AppState } from '../state/app-state.ts'

// The first picture does not wait for it.
const room = () => import('../state/chosen-outside.ts')

/** Does what is chosen outside of the page: in the menu of the desktop, in a notification of the system. */
export function useChosen(app: AppState): void {
  useEffect(() => {
    const { hash, pathname } = window.location
    if (window.parley && hash) {
      window.history.replaceState(null, '', pathname)
      void room().then(({ runFragment }) => runFragment(app, hash))
    }
    return app.transport.subscribe((notice) => {
      if (notice.type === 'command-chosen')
        void room().then(({ runMenuCommand }) => runMenuCommand(app, notice.command))
      if (notice.type === 'session-chosen')
        void room().then(({ showSession }) => showSession(app, notice.sessionId))
    })
  }, [app])
}
