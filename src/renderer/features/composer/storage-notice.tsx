import { useApp, useSelect } from '../../state/app-context.tsx'
import { Notice } from '../../ui/notice/notice.tsx'

/** Says that the place of the chats cannot be reached, for as long as that is so. */
export function StorageNotice() {
  const { keeping, text } = useApp()
  const state = useSelect(keeping.store, ({ view }) => view?.state)
  if (state?.status !== 'lost') return null
  return (
    <div className="composer-notice">
      <Notice tone="warning" icon="database" live="status" title={text('storage.lost')}>
        {text('storage.lost.text', { host: state.failure.params?.['host'] ?? '' })}
      </Notice>
    </div>
  )
}
