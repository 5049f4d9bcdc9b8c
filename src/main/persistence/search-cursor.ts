import { z } from 'zod'
import { ParleyError } from '../core/errors.ts'

const placeSchema = z.tuple([z.number().int(), z.number().int()])

/** Where a search goes on: the how-manieth way of looking, and behind which position. */
export interface SearchPlace {
  readonly way: number
  readonly before: number
}

/** Names a place, opaquely. */
export function writeSearchCursor({ way, before }: SearchPlace): string {
  return Buffer.from(JSON.stringify([way, before])).toString('base64url')
}

/** The place that a cursor names; without one, the place before the newest message. Throws `input-invalid`. */
export function readSearchCursor(cursor: string | undefined): SearchPlace {
  if (cursor === undefined) return { way: 0, before: Number.MAX_SAFE_INTEGER }
  try {
    const [way, before] = placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { way, before }
  } catch (error) {
    throw new ParleyError('input-invalid', { params: { detail: 'the cursor is none of ours' }, cause: error })
  }
}
