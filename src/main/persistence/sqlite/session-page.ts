import type { ContextMarks } from '../../../contract/context-mark.ts'
import { isId, isTimestamp, type MessageId, type SessionId } from '../../../contract/id.ts'
import { sessionSchema, type Session } from '../../../contract/session.ts'
import type { SessionPage } from '../../core/ports/stores.ts'
import { writeCursor } from '../session-cursor.ts'
import { rowsOf, type PageText } from './page-text.ts'

/** The columns of `SessionCells`, in order. */
export const sessionColumns = {
  plain: `
    id, title, titled_by_user, leaf_id, created_at, updated_at, pinned_at, archived_at, deleted_at, ttl_ms, expires_at,
    folder`,
  json: ['tags', 'metadata', 'marks'],
} as const

type SessionCells = readonly [
  id: SessionId,
  title: string,
  titledByUser: number,
  leafId: MessageId | null,
  createdAt: number,
  updatedAt: number,
  pinnedAt: number | null,
  archivedAt: number | null,
  deletedAt: number | null,
  ttlMs: number | null,
  expiresAt: number | null,
  folder: string | null,
  tags: readonly string[] | null,
  metadata: Readonly<Record<string, string>> | null,
  marks: ContextMarks | null,
]

/**
 * Reads the rows of a list, of which there may be one more than `limit`: then another page follows. Undefined when a row
 * is not what the contract says; who reads them one at a time learns which.
 */
export function readSessionPage(page: PageText, limit: number): SessionPage | undefined {
  const rows = rowsOf(page, sessionColumns.json.length)
  if (!rows?.every(isSession)) return undefined
  const sessions = rows.slice(0, limit).map(sessionOf)
  const last = sessions.at(-1)
  return rows.length > limit && last ? { sessions, nextCursor: writeCursor(last) } : { sessions }
}

function sessionOf(cells: SessionCells): Session {
  const [
    id,
    title,
    titledByUser,
    leafId,
    createdAt,
    updatedAt,
    pinnedAt,
    archivedAt,
    deletedAt,
    ttlMs,
    expiresAt,
    folder,
    tags,
    metadata,
    marks,
  ] = cells
  return {
    id,
    title,
    titledByUser: titledByUser === 1,
    leafId,
    createdAt,
    updatedAt,
    ...(pinnedAt !== null && { pinnedAt }),
    ...(archivedAt !== null && { archivedAt }),
    ...(deletedAt !== null && { deletedAt }),
    ...(ttlMs !== null && { ttlMs }),
    ...(expiresAt !== null && { expiresAt }),
    ...(folder !== null && { folder }),
    ...(tags !== null && { tags }),
    ...(metadata !== null && { metadata }),
    ...(marks !== null && { marks }),
  }
}

// The contract's own check of a whole session makes a copy of it and takes longer than all the rest of the reading.
function isSession(cells: readonly unknown[]): cells is SessionCells {
  const [
    id,
    title,
    titledByUser,
    leafId,
    createdAt,
    updatedAt,
    pinnedAt,
    archivedAt,
    deletedAt,
    ttlMs,
    expiresAt,
    folder,
    tags,
    metadata,
    marks,
  ] = cells
  return (
    isId(id) &&
    typeof title === 'string' &&
    Number.isInteger(titledByUser) &&
    (leafId === null || isId(leafId)) &&
    isTimestamp(createdAt) &&
    isTimestamp(updatedAt) &&
    [pinnedAt, archivedAt, deletedAt, expiresAt].every((time) => time === null || isTimestamp(time)) &&
    (ttlMs === null || sessionSchema.shape.ttlMs.safeParse(ttlMs).success) &&
    (folder === null || sessionSchema.shape.folder.safeParse(folder).success) &&
    (tags === null || sessionSchema.shape.tags.safeParse(tags).success) &&
    (metadata === null || sessionSchema.shape.metadata.safeParse(metadata).success) &&
    (marks === null || sessionSchema.shape.marks.safeParse(marks).success)
  )
}
