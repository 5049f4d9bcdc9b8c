import { Fragment, type FocusEvent, useEffect, useState } from 'react'
import { useText } from '../../../state/app-context.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { timeScale } from '../../../ui/time-bar/time-scale.ts'
import type { CallsItem } from '../turn.ts'
import { useNow } from '../../../state/use-now.ts'
import { CallCard, elapsedOf } from './call-card.tsx'
import { CallDetail } from './call-detail.tsx'
import { groupTitle } from './call-words.ts'

const TICK_MS = 100
/** More calls than this stand as rows at any width. */
const MOST_COLUMNS = 4

export interface CallGroupProps {
  readonly item: CallsItem
  /** Told while the pointer, the focus or an open call keeps the group from folding away. */
  readonly onHold: (key: string, held: boolean) => void
}

/** The tool calls of one round: columns where there is room, rows where there is not, on one scale of time. */
export function CallGroup({ item, onHold }: CallGroupProps) {
  const text = useText()
  const [openCall, setOpenCall] = useState<string>()
  const [touched, setTouched] = useState(false)
  const { key, calls } = item
  const now = useNow(
    calls.some((call) => call.status === 'running'),
    TICK_MS,
  )
  const scale = timeScale(calls.map((call) => elapsedOf(call, now) ?? 0))
  const held = touched || openCall !== undefined
  useEffect(() => onHold(key, held), [onHold, key, held])
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setTouched(false)
  }
  return (
    <div
      className="calls"
      data-count={Math.min(calls.length, MOST_COLUMNS + 1)}
      onPointerEnter={() => setTouched(true)}
      onPointerLeave={() => setTouched(false)}
      onFocus={() => setTouched(true)}
      onBlur={leave}
    >
      {calls.length > 1 && (
        <div className="calls-head">
          <Icon name={item.parallel ? 'parallel' : 'tool'} size={14} />
          <strong>{groupTitle(text, item)}</strong>
          <span>{text('calls.round', { count: item.round })}</span>
        </div>
      )}
      <div className="calls-row">
        {calls.map((call, index) => {
          const open = call.key === openCall
          return (
            <Fragment key={call.key}>
              <CallCard
                call={call}
                elapsedMs={elapsedOf(call, now)}
                scaleMs={scale}
                open={open}
                onToggle={() => setOpenCall(open ? undefined : call.key)}
              />
              {open && <CallDetail call={call} column={index} />}
            </Fragment>
          )
        })}
      </div>
    </div>
  )
}
