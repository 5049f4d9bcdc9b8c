import { createHash } from 'node:crypto'

/** What a protocol or a vendor takes as the id of a call. */
export interface IdRule {
  readonly fits: RegExp
  /** How long an id is that is made for one that does not fit. */
  readonly length: number
}

/** The id, or where it does not fit another one that is always the same for it. */
export function fittingId(id: string, { fits, length }: IdRule): string {
  return fits.test(id) ? id : createHash('sha256').update(id).digest('hex').slice(0, length)
}
