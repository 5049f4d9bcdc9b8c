import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { usualLook } from '../../../contract/look.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Empty } from '../../ui/empty/empty.tsx'
import { Skeleton } from '../../ui/skeleton/skeleton.tsx'
import { groupSessions, type SidebarRow } from './session-groups.ts'
import { SessionRow } from './session-row.tsx'

/** Padding and a line of text, see `row-heading`. */
const HEADING_PX = { padding: 20, line: 16 }
const ROW_PX = { comfortable: 30, compact: 26 } as const
const OVERSCAN = 12

/** The chats under their days. Only the rows in sight exist, however many chats there are. */
export function SessionList() {
  const { sessions, now, text, locale } = useApp()
  const { loaded, sessions: all } = useSelect(sessions.store, (state) => state)
  const rows = useMemo(() => groupSessions(all, now(), text, locale), [all, now, text, locale])
  if (!loaded) return <SidebarSkeleton />
  if (rows.length === 0) return <NoSessions />
  return <Rows rows={rows} />
}

function Rows({ rows }: { readonly rows: readonly SidebarRow[] }) {
  const { conversation, settings } = useApp()
  const look = useSelect(settings.store, (state) => state.settings?.look) ?? usualLook
  const scale = look.textSize / 100
  const rowPx = ROW_PX[look.density] * scale
  const headingPx = HEADING_PX.padding + HEADING_PX.line * scale
  const scroller = useRef<HTMLDivElement>(null)
  const openId = useSelect(conversation.store, (state) => state.sessionId)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'heading' ? headingPx : rowPx),
    getItemKey: (index) => rows[index]?.key ?? index,
    rangeExtractor: (range) => withHeading(rows, range),
    overscan: OVERSCAN,
  })
  useEffect(() => virtual.measure(), [virtual, rowPx, headingPx])
  const stuck = headingOf(rows, virtual.range?.startIndex ?? 0)
  const openIndex = rows.findIndex((row) => row.key === openId)
  useEffect(() => {
    if (openIndex >= 0) virtual.scrollToIndex(openIndex)
    // Only when another chat was opened: a list that moves by itself while one reads it is a nuisance.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [openId])
  // One row can be reached by Tab, the arrows go on from there.
  const tabStop = openIndex >= 0 ? openIndex : rows.findIndex((row) => row.kind === 'session')
  return (
    <div ref={scroller} className="sidebar-scroll scroll" role="presentation" onKeyDown={moveByArrows}>
      <div className="sidebar-rows" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          return (
            row && (
              <div
                key={item.key}
                className="sidebar-place"
                {...(item.index === stuck
                  ? { 'data-stuck': '' }
                  : { style: { transform: `translateY(${item.start}px)` } })}
              >
                {row.kind === 'heading' ? (
                  <h2 className="row-heading">{row.label}</h2>
                ) : (
                  <SessionRow session={row.session} tabStop={item.index === tabStop} />
                )}
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}

/** The heading that the row stands under. */
function headingOf(rows: readonly SidebarRow[], index: number): number {
  return rows.findLastIndex((row, at) => at <= index && row.kind === 'heading')
}

/** The rows in sight, and the heading of the first one, which sticks to the top. */
function withHeading(rows: readonly SidebarRow[], range: Range): number[] {
  const heading = headingOf(rows, range.startIndex)
  const drawn = defaultRangeExtractor(range)
  return heading < 0 || drawn.includes(heading) ? drawn : [heading, ...drawn]
}

function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || !(event.target instanceof HTMLButtonElement)) return
  const hits = [...event.currentTarget.querySelectorAll<HTMLElement>('.session-hit')]
  const next = hits[hits.indexOf(event.target) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}

/** A database that is brought to a new format, or that is far away, may take a while: then it is said what is waited for. */
function SidebarSkeleton() {
  const { text } = useApp()
  return (
    <div className="sidebar-scroll grid content-start gap-4 px-2 pt-6">
      <Skeleton width="30%" height={8} />
      <Skeleton width="80%" />
      <Skeleton width="64%" />
      <Skeleton width="72%" />
      <output className="hint sessions-opening">{text('window.sessions-opening')}</output>
    </div>
  )
}

function NoSessions() {
  const { text, view } = useApp()
  return (
    <div className="sidebar-scroll">
      <Empty
        icon="compose"
        title={text('window.sessions-empty.title')}
        actions={
          <Button icon="download" onClick={() => view.showSettings('storage')}>
            {text('archive.import')}
          </Button>
        }
      >
        {text('window.sessions-empty.text')}
      </Empty>
    </div>
  )
}
