import type { Text } from '../../../contract/language/text.ts'
import type { SessionSummary } from '../../../contract/session.ts'

export type SidebarRow =
  | { readonly kind: 'heading'; readonly key: string; readonly label: string }
  | { readonly kind: 'session'; readonly key: string; readonly session: SessionSummary }

const DAY_MS = 86_400_000
const WEEK_DAYS = 7

/**
 * The pinned chats, then each folder by its name, then the others under their days: today, yesterday, the last seven
 * days, then month by month. Expects newest first.
 */
export function groupSessions(
  sessions: readonly SessionSummary[],
  now: number,
  text: Text,
  locale: string,
): readonly SidebarRow[] {
  const loose = sessions.filter((session) => !isPinned(session))
  const inFolders = Map.groupBy(loose, ({ folder }) => folder ?? '')
  const folders = [...inFolders.keys()].filter(Boolean).toSorted(new Intl.Collator(locale).compare)
  const byDay = Map.groupBy(inFolders.get('') ?? [], ({ updatedAt }) => labelOf(updatedAt, now, text, locale))
  return [
    ...group('pinned', text('window.group.pinned'), sessions.filter(isPinned)),
    ...folders.flatMap((folder) => group(`folder ${folder}`, folder, inFolders.get(folder) ?? [])),
    ...[...byDay].flatMap(([day, ofDay]) => group(`day ${day}`, day, ofDay)),
  ]
}

function isPinned({ pinnedAt }: SessionSummary): boolean {
  return pinnedAt !== undefined
}

function group(key: string, label: string, sessions: readonly SessionSummary[]): readonly SidebarRow[] {
  if (sessions.length === 0) return []
  const rows = sessions.map((session): SidebarRow => ({ kind: 'session', key: session.id, session }))
  return [{ kind: 'heading', key, label }, ...rows]
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
