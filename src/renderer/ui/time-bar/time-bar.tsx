import { lengthStyle } from './length-style.ts'

export type TimeBarTone = 'done' | 'failed' | 'waiting' | 'live'

export interface TimeBarProps {
  /** Share of the scale that is filled, 0 to 1; 0 leaves the track empty. */
  readonly fraction: number
  readonly tone: TimeBarTone
}

/** A duration as a shape. The figure in words stands beside it, so readers are not told twice. */
export function TimeBar({ fraction, tone }: TimeBarProps) {
  return (
    <div className="time-bar" aria-hidden="true">
      {fraction > 0 && <div className="time-bar-fill" data-tone={tone} style={lengthStyle(fraction)} />}
    </div>
  )
}
