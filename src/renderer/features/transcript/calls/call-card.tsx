import { useRef } from 'react'
import { attempt } from '../../../state/actions.ts'
import { useApp, useText } from '../../../state/app-context.tsx'
import { durationText } from '../../../state/format.ts'
import { Button } from '../../../ui/button/button.tsx'
import { IconButton } from '../../../ui/button/icon-button.tsx'
import { useHiddenWords } from '../../../ui/hidden-words/hidden-words.ts'
import { Icon } from '../../../ui/icon/icon.tsx'
import type { IconName } from '../../../ui/icon/icon-shapes.ts'
import { Ring } from '../../../ui/ring/ring.tsx'
import { TimeBar, type TimeBarTone } from '../../../ui/time-bar/time-bar.tsx'
import { isSettled, type CallStatus, type CallView } from '../turn.ts'
import { callSummary, statusWords, wordsOfCall } from './call-words.ts'

export interface CallCardProps {
  readonly call: CallView
  /** Absent before the call has started. */
  readonly elapsedMs: number | undefined
  /** The length of the bar's whole track. */
  readonly scaleMs: number
  readonly open: boolean
  readonly onToggle: () => void
}

/** One call: its name, its state as a sign and a shape, and one line on what it does. */
export function CallCard({ call, elapsedMs, scaleMs, open, onToggle }: CallCardProps) {
  const text = useText()
  const card = useRef<HTMLFieldSetElement>(null)
  useHiddenWords(card, open ? undefined : { words: () => wordsOfCall(text, call), show: onToggle })
  const name = text('calls.card', { name: call.name, status: statusWords(text, call) })
  return (
    <fieldset
      ref={card}
      className="call"
      aria-label={name}
      data-status={call.status}
      data-open={open || undefined}
    >
      <button
        type="button"
        className="call-hit"
        aria-expanded={open}
        aria-label={text('calls.open', { name: call.name })}
        onClick={onToggle}
      />
      <CallSign status={call.status} />
      <span className="call-name">{call.name}</span>
      <span className="call-time">{elapsedMs !== undefined && durationText(text, elapsedMs)}</span>
      <span className="call-what">{callSummary(text, call)}</span>
      <CallAction call={call} open={open} />
      <div className="call-bar">
        <TimeBar fraction={(elapsedMs ?? 0) / scaleMs} tone={toneOf(call.status)} />
      </div>
    </fieldset>
  )
}

/** What can be done about a call that has no outcome yet; afterwards the sign that it opens. */
function CallAction({ call, open }: { readonly call: CallView; readonly open: boolean }) {
  const app = useApp()
  const { approvals, text } = app
  const { record, status } = call
  if (status === 'asking') {
    return (
      <Button variant="link" size="sm" className="call-action" onClick={() => approvals.review()}>
        {text('calls.review')}
      </Button>
    )
  }
  if (record && ['running', 'requested', 'outside'].includes(status)) {
    return (
      <IconButton
        icon="x"
        size="sm"
        className="call-action"
        label={text('calls.cancel', { name: call.name })}
        onClick={() => void attempt(app, approvals.cancelCall(record))}
      />
    )
  }
  return (
    <span className="call-chevron">
      <Icon name={open ? 'up' : 'down'} size={14} />
    </span>
  )
}

/** How long the call has taken so far, in ms; absent before it starts. */
export function elapsedOf(call: CallView, now: number): number | undefined {
  if (call.durationMs !== undefined) return call.durationMs
  if (isSettled(call) || call.startedAt === undefined) return undefined
  return Math.max(0, now - call.startedAt)
}

const signs = {
  arriving: 'wait',
  asking: 'hand',
  outside: 'wait',
  requested: 'wait',
  completed: 'done',
  failed: 'failed',
  denied: 'stopped',
  cancelled: 'stopped',
  unknown: 'alert',
} as const satisfies Record<Exclude<CallStatus, 'running'>, IconName>

function CallSign({ status }: { readonly status: CallStatus }) {
  if (status === 'running') return <Ring size={13} />
  return <Icon name={signs[status]} size={15} className={`call-sign-${status}`} />
}

function toneOf(status: CallStatus): TimeBarTone {
  if (status === 'running') return 'live'
  if (status === 'failed') return 'failed'
  return status === 'completed' ? 'done' : 'waiting'
}
