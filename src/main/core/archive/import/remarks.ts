import { sumOf, type ImportReason, type ImportReport } from '../../../../contract/archive.ts'

/** Counts what was left out or changed. */
export interface Remarks {
  readonly add: (reason: ImportReason, count?: number) => void
  readonly list: () => ImportReport['remarks']
}

export function createRemarks(): Remarks {
  const counts = new Map<ImportReason, number>()
  return {
    add: (reason, count = 1) => void counts.set(reason, (counts.get(reason) ?? 0) + count),
    list: () => sumOf([...counts].map(([reason, count]) => ({ reason, count }))),
  }
}
