import type { AgentId, SessionId } from '../../../contract/id.ts'
import { agentEntry, ownMetadata, type Session, type SessionFields } from '../../../contract/session.ts'
import type { SessionChange } from '../ports/stores.ts'

/** How long a session is kept after a use, in milliseconds; undefined for ever, as for every one that is pinned. */
export function ttlOf({ ttlMs, pinnedAt }: Session): number | undefined {
  return pinnedAt === undefined ? ttlMs : undefined
}

/** What new sessions have from the start. */
export interface SessionDefaults {
  /** How long they are kept after their last use, in milliseconds; undefined for ever. */
  readonly ttlMs?: number | undefined
  readonly agentId?: AgentId | undefined
}

/** A session without messages, not stored yet. */
export function newSession(
  id: SessionId,
  title: string,
  now: number,
  { ttlMs, agentId }: SessionDefaults,
): Session {
  return {
    id,
    title,
    titledByUser: false,
    leafId: null,
    createdAt: now,
    updatedAt: now,
    ...(ttlMs !== undefined && { ttlMs, expiresAt: now + ttlMs }),
    ...(agentId && { metadata: { [agentEntry]: agentId } }),
  }
}

/** What a user's wish changes of a session. `before` is what the session has of it. */
export function changeOf(
  { pinned, archived, ttlMs, ...rest }: SessionFields,
  before: Pick<Session, 'metadata'>,
  now: number,
): SessionChange {
  return {
    ...withoutUndefined(rest),
    ...metadataOf(rest, before),
    ...(pinned !== undefined && { pinnedAt: pinned ? now : null }),
    ...(archived !== undefined && { archivedAt: archived ? now : null }),
    ...(ttlMs !== undefined && { ttlMs }),
  }
}

/** What becomes of the end: what is pinned has none, and what is pinned no more has its whole time again. */
export function endOf(
  fields: SessionFields,
  before: { readonly ttlMs: number | undefined; readonly pinnedAt: number | undefined },
  now: number,
): SessionChange {
  if (fields.ttlMs === undefined && fields.pinned === undefined) return {}
  const ttlMs = fields.ttlMs === undefined ? before.ttlMs : fields.ttlMs
  const isPinned = fields.pinned ?? before.pinnedAt !== undefined
  return { expiresAt: isPinned || ttlMs === undefined || ttlMs === null ? null : now + ttlMs }
}

// What Parley keeps there for itself is changed by nobody else.
function metadataOf(
  { metadata, agentId }: SessionFields,
  { metadata: before = {} }: Pick<Session, 'metadata'>,
): SessionChange {
  if (metadata === undefined && agentId === undefined) return {}
  const { [agentEntry]: kept, ...own } = entriesOf(before, true)
  const agent = agentId === undefined ? kept : agentId
  const next = {
    ...entriesOf(metadata === undefined ? before : (metadata ?? {}), false),
    ...own,
    ...(agent && { [agentEntry]: agent }),
  }
  return { metadata: Object.keys(next).length > 0 ? next : null }
}

function entriesOf(metadata: NonNullable<Session['metadata']>, own: boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => name.startsWith(ownMetadata) === own))
}

function withoutUndefined({ folder, tags }: SessionFields): SessionChange {
  return {
    ...(folder !== undefined && { folder }),
    ...(tags !== undefined && { tags }),
  }
}
