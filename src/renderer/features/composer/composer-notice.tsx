import type { Failure } from '../../../contract/failure.ts'
import { useApp } from '../../state/app-context.tsx'
import { failureText } from '../../state/failure.ts'
import { Notice } from '../../ui/notice/notice.tsx'

/** Why the message stayed in the composer. */
export function ComposerNotice({ failure }: { readonly failure: Failure }) {
  const { text } = useApp()
  return (
    <div className="composer-notice">
      <Notice tone="danger" icon="alert" live="alert" title={text('composer.not-sent')}>
        {failureText(text, failure)}
      </Notice>
    </div>
  )
}
