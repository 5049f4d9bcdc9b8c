import type { CSSProperties } from 'react'
import { useApp } from '../../state/app-context.tsx'
import { durationText } from '../../state/format.ts'
import type { CallLane, RoundLanes, Stretch, Timeline } from '../../state/timeline.ts'
import { Icon } from '../../ui/icon/icon.tsx'
import type { IconName } from '../../ui/icon/icon-shapes.ts'
import { Ring } from '../../ui/ring/ring.tsx'
import { timeScale } from '../../ui/time-bar/time-scale.ts'
import { useInspectorText } from './use-inspector-text.ts'

const legend = ['waiting', 'reasoning', 'writing', 'tool'] as const

export interface TimeChartProps {
  readonly timeline: Timeline
  /** How long the run has taken so far, in ms. */
  readonly length: number
}

/** Rounds from top to bottom, time from left to right: the model and every tool call on one scale. */
export function TimeChart({ timeline, length }: TimeChartProps) {
  const { locale } = useApp()
  const text = useInspectorText()
  const scale = timeScale([length])
  return (
    <>
      <div className="chart">
        <div className="chart-axis" aria-hidden="true">
          <i>{text('unit.seconds', { value: 0 })}</i>
          <i data-end={seconds(scale, locale)}>{seconds(scale / 2, locale)}</i>
        </div>
        {timeline.rounds.map((round, index) => (
          <Round key={round.messageId} round={round} number={index + 1} chart={{ scale, now: length }} />
        ))}
      </div>
      <p className="chart-legend" aria-hidden="true">
        {legend.map((kind) => (
          <span key={kind}>
            <i data-kind={kind} />
            {text(`inspector.${kind}`)}
          </span>
        ))}
      </p>
    </>
  )
}

interface Chart {
  /** The end of the axis, in ms. */
  readonly scale: number
  readonly now: number
}

interface RoundProps {
  readonly round: RoundLanes
  readonly number: number
  readonly chart: Chart
}

function Round({ round, number, chart }: RoundProps) {
  const { view } = useApp()
  const text = useInspectorText()
  const took = durationText(text, lengthOf(round, chart.now))
  const speech = { from: round.from, to: round.model.at(-1)?.to ?? chart.now }
  const show = () => view.setTarget(round.messageId)
  return (
    <section className="chart-round">
      <h3>
        <span>{text('calls.round', { count: number })}</span>
        <span>{round.to === undefined ? text('inspector.so-far', { time: took }) : took}</span>
      </h3>
      <button type="button" className="inspector-row lane" onClick={show}>
        <span className="lane-who">{text('inspector.model')}</span>
        <span className="lane-bar" aria-hidden="true">
          {round.model.map((stretch) => (
            <i
              key={`${stretch.from} ${stretch.doing}`}
              data-kind={stretch.doing}
              style={placeOf(stretch, chart)}
            />
          ))}
        </span>
        <span className="lane-time">{durationText(text, lengthOf(speech, chart.now))}</span>
      </button>
      {round.calls.map((call) => (
        <Call key={call.id} call={call} chart={chart} onShow={show} />
      ))}
    </section>
  )
}

interface CallProps {
  readonly call: CallLane
  readonly chart: Chart
  readonly onShow: () => void
}

function Call({ call, chart, onShow }: CallProps) {
  const text = useInspectorText()
  const { from, to } = call
  const stretch = from === undefined ? undefined : { from, ...(to !== undefined && { to }) }
  const kind = call.status === 'failed' ? 'failed' : call.status === 'running' ? 'live' : 'tool'
  return (
    <button type="button" className="inspector-row lane" onClick={onShow} title={call.name}>
      <span className="lane-who">
        <CallSign call={call} />
        <span className="lane-name">{call.name}</span>
        <span className="sr-only">{text(`calls.status.${call.status}`)}</span>
      </span>
      <span className="lane-bar" aria-hidden="true">
        {stretch && <i data-kind={kind} style={placeOf(stretch, chart)} />}
      </span>
      <span className="lane-time">{stretch && durationText(text, lengthOf(stretch, chart.now))}</span>
    </button>
  )
}

const signs = {
  requested: 'wait',
  completed: 'done',
  failed: 'failed',
  denied: 'stopped',
  cancelled: 'stopped',
  unknown: 'alert',
} as const satisfies Record<Exclude<CallLane['status'], 'running'>, IconName>

function CallSign({ call: { status } }: { readonly call: CallLane }) {
  if (status === 'running') return <Ring size={11} />
  return <Icon name={signs[status]} size={14} className={`call-sign-${status}`} />
}

function seconds(ms: number, locale: string): string {
  return (Math.round(ms / 100) / 10).toLocaleString(locale)
}

function lengthOf({ from, to }: Stretch, now: number): number {
  return Math.max(0, (to ?? now) - from)
}

interface PlaceStyle extends CSSProperties {
  readonly '--from': string
  readonly '--length': string
}

function placeOf(stretch: Stretch, { scale, now }: Chart): PlaceStyle {
  const share = (ms: number) => `${Math.min(100, (100 * ms) / scale)}%`
  return { '--from': share(stretch.from), '--length': share(lengthOf(stretch, now)) }
}
