import type { Text } from '../../../contract/language/text.ts'
import type { SessionSummary } from '../../../contract/session.ts'

export type SidebarRow =
  | { readonly kind: 'heading'; readonly key: string; readonly label: string }
  | { readonly kind: 'session'; readonly key: string; readonly session: SessionSummary }

const DAY_MS = 86_400_000
const WEEK_DAYS = 7

/**
 * The pinned chats, then the others under their days: today, yesterday, the last seven days, then month by month.
 * Expects newest first.
 */
export function groupSessions(
  sessions: readonly SessionSummary[],
  now: number,
  text: Text,
  locale: string,
): readonly SidebarRow[] {
  const pinned = sessions.filter((session) => session.pinnedAt !== undefined)
  const rows: SidebarRow[] = pinned.map((session) => ({ kind: 'session', key: session.id, session }))
  if (pinned.length > 0) rows.unshift({ kind: 'heading', key: 'pinned', label: text('window.group.pinned') })
  let heading = ''
  for (const session of sessions) {
    if (session.pinnedAt !== undefined) continue
    const label = labelOf(session.updatedAt, now, text, locale)
    if (label !== heading) rows.push({ kind: 'heading', key: `heading ${label}`, label })
    heading = label
    rows.push({ kind: 'session', key: session.id, session })
  }
  return rows
}

function labelOf(at: number, now: number, text: Text, locale: string): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS)
  if (days <= 0) return text('window.group.today')
  if (days === 1) return text('window.group.yesterday')
  if (days <= WEEK_DAYS) return text('window.group.week')
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(locale, { month: 'long', ...(!sameYear && { year: 'numeric' }) }).format(at)
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
