import { useApp, useSelect } from '../state/app-context.tsx'
import { focusMessageIfLost } from '../state/window-focus.ts'
import type { Toast } from '../state/toasts.ts'
import type { IconName } from '../ui/icon/icon-shapes.ts'
import { ToastRegion } from '../ui/toast/toast-region.tsx'

const icons: Readonly<Record<Toast['tone'], IconName>> = {
  done: 'check',
  removed: 'trash',
  archived: 'archive',
  failed: 'alert',
}

/** The short messages over the window. */
export function AppToasts() {
  const { text, toasts } = useApp()
  const shown = useSelect(toasts.store, (state) => state.toasts)
  return (
    <ToastRegion
      label={text('window.messages')}
      dismissLabel={text('window.dismiss')}
      toasts={shown.map(({ id, tone, text: words, action }) => ({
        id,
        icon: icons[tone],
        text: words,
        actionLabel: action?.label,
      }))}
      onAction={andGoOn(toasts.act)}
      onDismiss={andGoOn(toasts.dismiss)}
    />
  )
}

// The button goes with its message.
function andGoOn(act: (id: string) => void): (id: string) => void {
  return (id) => {
    act(id)
    focusMessageIfLost()
  }
}
