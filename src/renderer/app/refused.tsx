import type { ReactNode } from 'react'
import { useApp, useConnection } from '../state/app-context.tsx'
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
    </div>
  )
}
