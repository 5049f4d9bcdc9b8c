import type { SessionId } from '../../../contract/id.ts'
import type { Session, SessionFields } from '../../../contract/session.ts'
import type { SessionChange } from '../ports/stores.ts'

/** How long a session is kept after a use, in milliseconds; undefined for ever, as for every one that is pinned. */
export function ttlOf({ ttlMs, pinnedAt }: Session): number | undefined {
  return pinnedAt === undefined ? ttlMs : undefined
}

/** A session without messages, not stored yet. */
export function newSession(id: SessionId, title: string, now: number, ttlMs: number | undefined): Session {
  return {
    id,
    title,
    titledByUser: false,
    leafId: null,
    createdAt: now,
    updatedAt: now,
    ...(ttlMs !== undefined && { ttlMs, expiresAt: now + ttlMs }),
  }
}

/** What a user's wish changes of a session. */
export function changeOf({ pinned, archived, ttlMs, ...rest }: SessionFields, now: number): SessionChange {
  return {
    ...withoutUndefined(rest),
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

function withoutUndefined({ folder, tags, metadata }: SessionFields): SessionChange {
  return {
    ...(folder !== undefined && { folder }),
    ...(tags !== undefined && { tags }),
    ...(metadata !== undefined && { metadata }),
  }
}
