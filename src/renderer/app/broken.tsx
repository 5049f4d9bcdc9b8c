import { useCallback, type ReactNode } from 'react'
import { useApp } from '../state/app-context.tsx'
import { Button } from '../ui/button/button.tsx'
import { OnBroken, WindowPart } from '../ui/window-part/window-part.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Unsent } from './refused.tsx'

/** Says which parts of the window failed, and keeps the others: a small one is told of, a screen has a notice in its place. */
export function KeepWhole({ children }: { readonly children: ReactNode }) {
  const { text, toasts } = useApp()
  const tell = useCallback(() => {
    const action = { label: text('window.broken.action'), run: reload }
    toasts.show({ tone: 'failed', text: text('window.broken.title'), action })
  }, [text, toasts])
  return <OnBroken value={tell}>{children}</OnBroken>
}

/** A screen that may have to be loaded, or fail. */
export function ScreenPart({ children }: { readonly children: ReactNode }) {
  return <WindowPart instead={<BrokenScreen />}>{children}</WindowPart>
}

function BrokenScreen() {
  const { text } = useApp()
  return (
    <div className="refused">
      <Notice
        tone="danger"
        icon="alert"
        live="alert"
        title={text('window.broken.title')}
        actions={
          <Button size="sm" onClick={reload}>
            {text('window.broken.action')}
          </Button>
        }
      >
        {text('window.broken.text')}
      </Notice>
      <Unsent />
    </div>
  )
}

function reload(): void {
  window.location.reload()
}
