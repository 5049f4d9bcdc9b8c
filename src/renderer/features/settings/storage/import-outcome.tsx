import { useEffect, useRef } from 'react'
import type { ImportReport } from '../../../../contract/archive.ts'
import type { Failure } from '../../../../contract/failure.ts'
import { useText } from '../../../state/app-context.tsx'
import { failureText } from '../../../state/failure.ts'
import { Icon } from '../../../ui/icon/icon.tsx'

export interface ImportOutcomeProps {
  readonly report: ImportReport
  readonly end: 'whole' | 'cancelled' | Failure
}

/** What became of the files: how much is new, what was here before, and what was left out and why. */
export function ImportOutcome({ report, end }: ImportOutcomeProps) {
  const text = useText()
  const line = useRef<HTMLDivElement>(null)
  // It appears below the button, which may be at the very end of what can be seen.
  useEffect(() => {
    line.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const { format, imported, messages, present, remarks } = report
  const failed = typeof end === 'object'
  const isSilent = failed && !format
  return (
    <div ref={line} className="card-line import-outcome" data-tone={failed ? 'failed' : 'done'}>
      <Icon name={failed ? 'alert' : 'done'} size={16} />
      <div className="min-w-0 flex-1">
        {failed && <div className="card-line-title">{failureText(text, end)}</div>}
        {!isSilent && (
          <div className={failed ? 'card-line-text' : 'card-line-title'}>
            {text('import.done', {
              chats: text('import.chats', { count: imported }),
              messages: text('import.messages', { count: messages }),
            })}
          </div>
        )}
        <ul className="card-line-text">
          {end === 'cancelled' && <li>{text('archive.cancelled')}</li>}
          {format && <li>{text('archive.recognised', { format: text(`import.format.${format}`) })}</li>}
          {present > 0 && <li>{text('import.present', { count: present })}</li>}
          {remarks.map(({ reason, count }) => (
            <li key={reason}>{text(`import.reason.${reason}`, { count })}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
