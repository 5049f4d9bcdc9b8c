import { z } from 'zod'
import type { Session } from '../../contract/session.ts'
import { ParleyError } from '../core/errors.ts'

/** The place of a session in the list, behind which the next page begins. */
export interface SessionPlace {
  readonly updatedAt: number
  readonly id: string
}

const placeSchema = z.tuple([z.number().int(), z.string()])
const beforeAll: SessionPlace = { updatedAt: Number.MAX_SAFE_INTEGER, id: '' }

/** Names the place behind a session. */
export function writeCursor({ updatedAt, id }: Session): string {
  return Buffer.from(JSON.stringify([updatedAt, id])).toString('base64url')
}

/** The place that a cursor names; without one, the place before the first session. Throws `input-invalid`. */
export function readCursor(cursor: string | undefined): SessionPlace {
  if (cursor === undefined) return beforeAll
  try {
    const [updatedAt, id] = placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { updatedAt, id }
  } catch (error) {
    throw new ParleyError('input-invalid', { params: { detail: 'the cursor is none of ours' }, cause: error })
  }
}
