import type { SessionId } from '../../../contract/id.ts'
import { ParleyError } from '../../core/errors.ts'

/** The place of a session in the list. In the trash several sessions may have one id, so the key decides last. */
export interface SessionPlace {
  readonly updatedAt: number
  readonly key: number
  readonly id: string
}

const beforeAll: SessionPlace = { updatedAt: Number.MAX_SAFE_INTEGER, key: 0, id: '' }

/** Names the place behind a session, in at most 200 characters. */
export function writePlace({ updatedAt, key, id }: SessionPlace & { readonly id: SessionId }): string {
  return `${updatedAt}~${key}~${id}`
}

/** The place that a cursor names; without one, the place before the first session. Throws `input-invalid`. */
export function readPlace(cursor: string | undefined): SessionPlace {
  if (cursor === undefined) return beforeAll
  const [, updatedAt, key, id] = /^(\d{1,16})~(\d{1,18})~([\w.:@-]+)$/.exec(cursor) ?? []
  if (id !== undefined) return { updatedAt: Number(updatedAt), key: Number(key), id }
  throw new ParleyError('input-invalid', { params: { detail: 'the cursor is none of ours' } })
}
