/** One comparison: what was measured on both sides and, where there is a goal, the ratio that must not be exceeded. */
export interface Row {
  readonly id: string
  readonly ours: string
  readonly value: number
  readonly peer: string
  readonly peerValue: number
  readonly unit: string
  readonly ratio: number
  readonly goal: number | undefined
  /** The most that may be measured, where the goal is no ratio. */
  readonly most: number | undefined
}

export function row(
  id: string,
  ours: string,
  value: number,
  peer: string,
  peerValue: number,
  unit: string,
  goal?: number,
  most?: number,
): Row {
  return { id, ours, value, peer, peerValue, unit, ratio: value / peerValue, goal, most }
}

/** The rows as a table for people, each with its verdict. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((each) => [
    each.id,
    `${each.ours} ${each.value.toFixed(2)}`,
    `${each.peer} ${each.peerValue.toFixed(2)} ${each.unit}`,
    Number.isFinite(each.ratio) ? each.ratio.toFixed(each.ratio < 0.1 ? 4 : 2) : '',
    goalOf(each),
    goalOf(each) === '' ? '' : isMet(each) ? 'met' : 'MISSED',
  ])
  const all = [['row', 'measured', 'against', 'ratio', 'goal', ''], ...cells]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0))) ?? []
  return all.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n')
}

export function isMet({ ratio, value, goal, most }: Row): boolean {
  return (goal === undefined || ratio <= goal) && (most === undefined || value <= most)
}

function goalOf({ goal, most }: Row): string {
  if (most !== undefined) return `${most} at most`
  return goal === undefined ? '' : `≤ ${goal}`
}
