import { type KeyboardEvent, useId, useState } from 'react'
import { useApp } from '../../../state/app-context.tsx'
import { periodText, type Measure, useMeasure } from './measure.ts'
import { keyOf, type Column, type ModelSum } from './usage-sums.ts'

/** The height of the drawing, in units of its own; it is stretched to its place. */
const HEIGHT = 100
/** How many models have a colour of their own; the others share one. */
export const coloured = 4

export interface UsageChartProps {
  readonly columns: readonly Column[]
  /** All models of the range, in the order of their colours. */
  readonly models: readonly ModelSum[]
  readonly measure: Measure
}

/** A bar for each day, its parts one above the other by model. The arrow keys go from bar to bar. */
export function UsageChart({ columns, models, measure }: UsageChartProps) {
  const { text, locale } = useApp()
  const how = useMeasure(measure)
  const { valueOf, textOf } = how
  const id = useId()
  const [at, setAt] = useState(columns.length - 1)
  const current = columns[Math.min(at, columns.length - 1)]
  const most = Math.max(...columns.map(({ sum }) => valueOf(sum)), Number.MIN_VALUE)
  const move = (event: KeyboardEvent<SVGSVGElement>) => {
    const next = nextOf(event.key, at, columns.length)
    if (next === undefined) return
    event.preventDefault()
    event.currentTarget.querySelectorAll<SVGGElement>('.usage-bar')[next]?.focus()
  }
  if (!current) return null
  return (
    <figure className="usage-chart">
      <div className="usage-scale" aria-hidden="true">
        <span>{textOf(columns.reduce((a, b) => (valueOf(b.sum) > valueOf(a.sum) ? b : a)).sum)}</span>
        <span>0</span>
      </div>
      <svg
        viewBox={`0 0 ${columns.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="tablist"
        tabIndex={-1}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-desc`}
        onKeyDown={move}
      >
        <title id={`${id}-title`}>{text(`usage.chart.${measure}`)}</title>
        <desc id={`${id}-desc`}>{text('usage.chart.text')}</desc>
        {columns.map((column, index) => (
          <g
            key={column.period}
            className="usage-bar"
            role="tab"
            aria-label={sayOf(column, locale, how)}
            aria-selected={column === current}
            aria-controls={`${id}-current`}
            tabIndex={column === current ? 0 : -1}
            onFocus={() => setAt(index)}
            onPointerEnter={() => setAt(index)}
          >
            <Bar column={column} index={index} models={models} share={(sum) => valueOf(sum) / most} />
          </g>
        ))}
      </svg>
      <div className="usage-periods" aria-hidden="true">
        <span>{periodText(columns[0]?.period ?? '', locale)}</span>
        <span>{periodText(columns.at(-1)?.period ?? '', locale)}</span>
      </div>
      <div id={`${id}-current`} className="usage-current" role="tabpanel">
        {sayOf(current, locale, how)}
      </div>
    </figure>
  )
}

function sayOf(
  { period, sum, models }: Column,
  locale: string,
  { textOf, valueOf }: ReturnType<typeof useMeasure>,
): string {
  const parts = models
    .filter((part) => valueOf(part) > 0)
    .slice(0, coloured)
    .map((part) => `${part.model} ${textOf(part)}`)
  return [`${periodText(period, locale)}: ${textOf(sum)}`, ...parts].join(', ')
}

interface BarProps {
  readonly column: Column
  readonly index: number
  readonly models: readonly ModelSum[]
  /** How much of the whole height a sum takes. */
  readonly share: (sum: ModelSum) => number
}

/** One bar: the place that can be pointed at, and a part for each model. */
function Bar({ column, index, models, share }: BarProps) {
  return (
    <>
      <rect className="usage-hit" x={index} y={0} width={1} height={HEIGHT} />
      {partsOf(column, models, share).map(({ key, colour, y, height }) => (
        <rect key={key} data-colour={colour} x={index + 0.14} width={0.72} y={y} height={height} />
      ))}
    </>
  )
}

interface Part {
  readonly key: string
  readonly colour: number
  readonly y: number
  readonly height: number
}

/** From the bottom up, in the order of the colours. */
function partsOf(column: Column, models: readonly ModelSum[], share: BarProps['share']): readonly Part[] {
  const order = new Map(models.map((model, index) => [keyOf(model), index]))
  const sorted = column.models
    .map((model) => ({ model, place: order.get(keyOf(model)) ?? models.length }))
    .toSorted((a, b) => a.place - b.place)
  let top = HEIGHT
  return sorted.flatMap(({ model, place }) => {
    const height = share(model) * HEIGHT
    top -= height
    return height > 0 ? [{ key: keyOf(model), colour: Math.min(place, coloured), y: top, height }] : []
  })
}

function nextOf(key: string, at: number, count: number): number | undefined {
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: count - 1,
  }
  const next = targets[key]
  return next === undefined ? undefined : Math.max(0, Math.min(count - 1, next))
}
