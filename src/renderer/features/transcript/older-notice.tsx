import { useApp, useSelect } from '../../state/app-context.tsx'
import { failureText } from '../../state/failure.ts'
import type { OlderState } from '../../state/older-pages.ts'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Ring } from '../../ui/ring/ring.tsx'

/** Over the first turn that is loaded: that earlier ones come, or why they do not. It takes no room from them. */
export function OlderNotice() {
  const { conversation } = useApp()
  const older = useSelect(conversation.store, (state) => state.older)
  return (
    <output className="older">
      {older?.status === 'loading' && <Loading older={older} />}
      {older?.status === 'failed' && <Failed older={older} />}
    </output>
  )
}

function Loading({
  older: { loaded, total },
}: {
  readonly older: OlderState & { readonly status: 'loading' }
}) {
  const { conversation, text } = useApp()
  const isLong = loaded !== undefined
  return (
    <span className="older-pill" data-quiet={isLong ? undefined : ''}>
      <Ring size={12} />
      <span>
        {isLong && total ? text('transcript.older.counted', { loaded, total }) : text('transcript.older')}
      </span>
      {isLong && (
        <Button size="sm" variant="ghost" onClick={() => conversation.older.stop()}>
          {text('window.cancel')}
        </Button>
      )}
    </span>
  )
}

function Failed({ older: { failure } }: { readonly older: OlderState & { readonly status: 'failed' } }) {
  const { conversation, text } = useApp()
  return (
    <span className="older-pill" title={failureText(text, failure)}>
      <Icon name="alert" size={14} />
      <span>{text('transcript.older.failed')}</span>
      <Button size="sm" variant="ghost" onClick={() => void conversation.older.next()}>
        {text('window.retry')}
      </Button>
    </span>
  )
}
