import { type CSSProperties, lazy, type ReactNode, useMemo, useState } from 'react'
import { seenText } from '../../../../contract/visible-text.ts'
import { copyText } from '../../../state/actions.ts'
import { useApp, useText } from '../../../state/app-context.tsx'
import type { AppState } from '../../../state/app-state.ts'
import { failureText } from '../../../state/failure.ts'
import { Button } from '../../../ui/button/button.tsx'
import { IconButton } from '../../../ui/button/icon-button.tsx'
import { isSettled, type CallView } from '../turn.ts'
import { EditCall, RerunActions } from './rerun-call.tsx'
import { prettyOf } from './pretty.ts'
import { PrettyValue } from './pretty-value.tsx'
import { WholeOutput } from './whole-output.tsx'
import { WindowPart } from '../../../ui/window-part/window-part.tsx'

const SearchHits = lazy(async () => ({ default: (await import('./search-hits.tsx')).SearchHits }))

interface ColumnStyle extends CSSProperties {
  readonly '--column': number
}

/** What one call was asked and what it gave. */
export function CallDetail({ call, column }: { readonly call: CallView; readonly column: number }) {
  const text = useText()
  const style: ColumnStyle = { '--column': column }
  const [editing, setEditing] = useState(false)
  return (
    <div className="call-detail" style={style}>
      {editing && call.record ? (
        <EditCall call={call.record} onDone={() => setEditing(false)} />
      ) : (
        <Well
          title={text('calls.arguments')}
          source={call.arguments}
          emptyText={text('calls.no-arguments')}
          copyLabel={text('calls.copy-arguments')}
          actions={<RerunActions call={call} onEdit={() => setEditing(true)} />}
        />
      )}
      <Outcome call={call} />
    </div>
  )
}

function Outcome({ call }: { readonly call: CallView }) {
  const text = useText()
  if (call.failure) {
    const { code, providerMessage } = call.failure
    const words = providerMessage ?? failureText(text, call.failure)
    const source = JSON.stringify({ [text('calls.error.what')]: words, [text('calls.error.code')]: code })
    return <Well title={text('calls.error')} source={source} copyLabel={text('calls.copy-error')} />
  }
  if (!isSettled(call) && call.progress) {
    return (
      <Well title={text('calls.progress')} source={call.progress} copyLabel={text('calls.copy-result')} />
    )
  }
  return (
    <Well
      title={call.status === 'failed' ? text('calls.error') : text('calls.result')}
      source={call.result ?? ''}
      emptyText={call.result === undefined ? text('calls.no-result') : text('calls.empty-result')}
      copyLabel={text('calls.copy-result')}
      pretty={isSearch(call) && <SearchHits source={call.result ?? ''} />}
      foot={call.whole && <WholeOutput name={call.name} whole={call.whole} />}
    />
  )
}

// A server may have a tool of that name; what is cut is no JSON any more.
function isSearch({ name, record, result, whole }: CallView): boolean {
  return name === 'search_attachments' && !record?.server && result !== undefined && !whole
}

/** Copied into a terminal, letters that are not seen would command it. */
function copySeen(app: AppState, source: string): Promise<void> {
  const seen = seenText(source)
  return copyText(app, seen, app.text(seen === source ? 'window.copied' : 'markdown.copied-as-seen'))
}

interface WellProps {
  readonly title: string
  readonly source: string
  readonly emptyText?: string
  readonly copyLabel: string
  readonly actions?: ReactNode
  /** How the source is shown unless it is wanted raw. */
  readonly pretty?: ReactNode
  readonly foot?: ReactNode
}

function Well({ title, source, emptyText = '', copyLabel, actions, pretty: shown, foot }: WellProps) {
  const app = useApp()
  const { text } = app
  const [raw, setRaw] = useState(false)
  const pretty = useMemo(() => prettyOf(source), [source])
  const empty = source === '' || source === '{}'
  return (
    <div className="call-well">
      <div className="call-well-head">
        {title}
        {empty && actions && <span className="call-well-actions">{actions}</span>}
        {!empty && (
          <span className="call-well-actions">
            {actions}
            {pretty.kind !== 'text' && (
              <Button variant="ghost" size="sm" aria-pressed={raw} onClick={() => setRaw(!raw)}>
                {raw ? text('calls.pretty') : text('calls.raw')}
              </Button>
            )}
            <IconButton icon="copy" size="sm" label={copyLabel} onClick={() => void copySeen(app, source)} />
          </span>
        )}
      </div>
      {empty && <p className="call-well-empty">{emptyText}</p>}
      {!empty && shown && !raw && <WindowPart>{shown}</WindowPart>}
      {!empty && !(shown && !raw) && <PrettyValue value={raw ? { kind: 'text', text: source } : pretty} />}
      {foot}
    </div>
  )
}
