import type { Session } from '../../../contract/session.ts'
import type { SessionChange } from '../../core/ports/stores.ts'
import { fromJson, toJson, withoutNulls } from '../stored-row.ts'

export interface SessionRow {
  readonly id: string
  readonly title: string
  readonly titled_by_user: number
  readonly leaf_id: string | null
  readonly created_at: number
  readonly updated_at: number
  readonly pinned_at: number | null
  readonly archived_at: number | null
  readonly deleted_at: number | null
  readonly ttl_ms: number | null
  readonly expires_at: number | null
  readonly folder: string | null
  readonly tags: string | null
  readonly metadata: string | null
  readonly marks: string | null
}

export function parametersOf(session: Session): object {
  return {
    id: session.id,
    title: session.title,
    titledByUser: Number(session.titledByUser),
    leafId: session.leafId,
    createdAt: session.createdAt,
    updatedAt: session.updatedAt,
    pinnedAt: session.pinnedAt ?? null,
    archivedAt: session.archivedAt ?? null,
    deletedAt: session.deletedAt ?? null,
    ttlMs: session.ttlMs ?? null,
    expiresAt: session.expiresAt ?? null,
    folder: session.folder ?? null,
    tags: toJson(session.tags),
    metadata: toJson(session.metadata),
    marks: toJson(session.marks),
  }
}

/** A field that may be taken away comes with a sign whether it was named at all. */
export function parametersOfChange(change: SessionChange): object {
  return {
    title: change.title ?? null,
    titledByUser: change.titledByUser === undefined ? null : Number(change.titledByUser),
    leafId: change.leafId ?? null,
    updatedAt: change.updatedAt ?? null,
    ...named('PinnedAt', change.pinnedAt),
    ...named('ArchivedAt', change.archivedAt),
    ...named('DeletedAt', change.deletedAt),
    ...named('TtlMs', change.ttlMs),
    ...named('ExpiresAt', change.expiresAt),
    ...named('Folder', change.folder),
    ...named('Tags', change.tags && toJson(change.tags)),
    ...named('Metadata', change.metadata && toJson(change.metadata)),
    ...named('Marks', change.marks && toJson(change.marks)),
  }
}

function named(name: string, value: string | number | null | undefined): object {
  const parameter = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  return { [`names${name}`]: Number(value !== undefined), [parameter]: value ?? null }
}

export function contentOf(row: SessionRow): unknown {
  return {
    id: row.id,
    title: row.title,
    titledByUser: row.titled_by_user === 1,
    leafId: row.leaf_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...withoutNulls({
      pinnedAt: row.pinned_at,
      archivedAt: row.archived_at,
      deletedAt: row.deleted_at,
      ttlMs: row.ttl_ms,
      expiresAt: row.expires_at,
      folder: row.folder,
      tags: fromJson(row.tags),
      metadata: fromJson(row.metadata),
      marks: fromJson(row.marks),
    }),
  }
}
