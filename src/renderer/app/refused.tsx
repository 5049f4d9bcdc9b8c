import { useId, type ReactNode } from 'react'
import { copyText } from '../state/actions.ts'
import { useApp, useConnection, useSelect } from '../state/app-context.tsx'
import { writtenIn } from '../state/drafts.ts'
import { Button } from '../ui/button/button.tsx'
import { Notice } from '../ui/notice/notice.tsx'

/** Takes the place of everything when the page's link is not valid: nothing in it could work. */
export function Refused({ children }: { readonly children: ReactNode }) {
  const { text } = useApp()
  if (useConnection() !== 'refused') return children
  return (
    <div className="refused">
      <Notice tone="danger" icon="lock" live="alert" title={text('window.refused.title')}>
        {text('failure.unauthorized')}
      </Notice>
      <Unsent />
    </div>
  )
}

/** What was written since the core was lost is nowhere but in this page. */
export function Unsent() {
  const app = useApp()
  const { text, drafts } = app
  const written = useSelect(drafts.store, writtenIn)
  const id = useId()
  if (written === '') return null
  return (
    <section className="refused-unsent" aria-labelledby={id}>
      <p id={id}>{text('window.refused.unsent')}</p>
      <div className="input code-field">
        <textarea readOnly rows={6} value={written} aria-labelledby={id} />
      </div>
      <Button icon="copy" onClick={() => void copyText(app, written, text('window.copied'))}>
        {text('window.copy')}
      </Button>
    </section>
  )
}
