import type { SearchQuery } from '../../../contract/search.ts'
import { ParleyError } from '../../core/errors.ts'

/** A message's place in time, newest first. */
export interface MessagePlace {
  readonly createdAt: number
  readonly key: number
}

const beforeAll: MessagePlace = { createdAt: Number.MAX_SAFE_INTEGER, key: Number.MAX_SAFE_INTEGER }

/** Names the place behind a message, for `recent`. */
export function writePlace({ createdAt, key }: MessagePlace): string {
  return `${createdAt}~${key}`
}

/** The place that a cursor of `recent` names; without one, the place before the newest message. */
export function readPlace({ cursor }: SearchQuery): MessagePlace {
  if (cursor === undefined) return beforeAll
  const [, createdAt, key] = /^(\d{1,16})~(\d{1,18})$/.exec(cursor) ?? []
  if (key === undefined) throw unknownCursor()
  return { createdAt: Number(createdAt), key: Number(key) }
}

/** Names the place behind so many hits, for `ranked`. */
export function writeRank(rank: number): string {
  return `rank~${rank}`
}

/** How many hits a cursor of `ranked` has behind it. */
export function readRank({ cursor }: SearchQuery): number {
  if (cursor === undefined) return 0
  const [, rank] = /^rank~(\d{1,9})$/.exec(cursor) ?? []
  if (rank === undefined) throw unknownCursor()
  return Number(rank)
}

function unknownCursor(): ParleyError {
  return new ParleyError('input-invalid', { params: { detail: 'the cursor is none of ours' } })
}
