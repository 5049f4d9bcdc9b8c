import { dayOf, type UsageDay } from '../../../../contract/money.ts'
import { addUsage, noUsage, type Usage } from '../../../../contract/usage.ts'

/** How many days are looked back on, today being the last one. */
export const ranges = ['7', '30', '90', 'all'] as const
export type Range = (typeof ranges)[number]

/** What one line of a table or one bar says. */
export interface Sum {
  readonly rounds: number
  readonly unpriced: number
  readonly cost: number
  readonly usage: Usage
}

export interface ModelSum extends Sum {
  readonly providerId: string
  readonly model: string
}

/** A day or, where there are many, a month; what each model did in it, in the order of `modelSums`. */
export interface Column {
  /** As 2026-11-20, or 2026-11. */
  readonly period: string
  readonly models: readonly ModelSum[]
  readonly sum: Sum
}

/** More bars than this cannot be told apart. */
const mostColumns = 92
const nothing: Sum = { rounds: 0, unpriced: 0, cost: 0, usage: noUsage }

/** Midnight of the range's first day, in ms since 1970; undefined for all time. */
export function startOf(range: Range, now: number): number | undefined {
  if (range === 'all') return undefined
  const date = new Date(now)
  date.setHours(0, 0, 0, 0)
  // Not by hours: a day of another time has 23 or 25 of them.
  date.setDate(date.getDate() - Number(range) + 1)
  return date.getTime()
}

export function within(days: readonly UsageDay[], range: Range, now: number): readonly UsageDay[] {
  const start = startOf(range, now)
  if (start === undefined) return days
  const first = dayOf(start)
  return days.filter(({ day }) => day >= first)
}

/** The same, where the built-in model counts as what it is: free, and not without a price. */
export function withFree(days: readonly UsageDay[]): readonly UsageDay[] {
  return days.map((day) => (day.providerId === 'demo' ? { ...day, unpriced: 0 } : day))
}

export function sumOf(entries: readonly Sum[]): Sum {
  return entries.reduce(
    (sum, { rounds, unpriced, cost, usage }) => ({
      rounds: sum.rounds + rounds,
      unpriced: sum.unpriced + unpriced,
      cost: sum.cost + cost,
      usage: addUsage(sum.usage, usage),
    }),
    nothing,
  )
}

/** One sum for each model, the dearest first, then the one with the most tokens. */
export function modelSums(days: readonly UsageDay[]): readonly ModelSum[] {
  return [...Map.groupBy(days, keyOf).values()]
    .flatMap(([first, ...others]) =>
      first ? [{ providerId: first.providerId, model: first.model, ...sumOf([first, ...others]) }] : [],
    )
    .toSorted((a, b) => b.cost - a.cost || tokensOf(b) - tokensOf(a) || keyOf(a).localeCompare(keyOf(b)))
}

/** Every day of the range, also those without use; months where there are too many days. */
export function columnsOf(days: readonly UsageDay[], range: Range, now: number): readonly Column[] {
  const [first] = days
  if (!first) return []
  const begin = startOf(range, now) ?? new Date(`${first.day}T00:00:00`).getTime()
  const all = daysFrom(begin, now)
  const byMonth = all.length > mostColumns
  const periodOf = (day: string) => (byMonth ? day.slice(0, 7) : day)
  const groups = Map.groupBy(days, ({ day }) => periodOf(day))
  return [...new Set(all.map(periodOf))].map((period) => {
    const models = modelSums(groups.get(period) ?? [])
    return { period, models, sum: sumOf(models) }
  })
}

export function tokensOf({ usage }: Pick<Sum, 'usage'>): number {
  return usage.inputTokens + usage.outputTokens
}

export function keyOf({ providerId, model }: Pick<ModelSum, 'providerId' | 'model'>): string {
  return JSON.stringify([providerId, model])
}

function daysFrom(begin: number, end: number): readonly string[] {
  const days: string[] = []
  const date = new Date(begin)
  while (date.getTime() <= end) {
    days.push(dayOf(date.getTime()))
    date.setDate(date.getDate() + 1)
  }
  return days
}
