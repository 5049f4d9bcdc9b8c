import type { CSSProperties } from 'react'

export interface RingProps {
  /** Diameter in px. */
  readonly size?: number
  /** Said by screen readers; without it the ring is decoration. */
  readonly label?: string | undefined
}

/** Work in progress. It turns slowly, and stands still under reduced motion. */
export function Ring({ size = 14, label }: RingProps) {
  const style: CSSProperties = { width: size, height: size }
  return (
    <span className="progress-ring" style={style} aria-hidden={label ? undefined : 'true'}>
      {label && <span className="sr-only">{label}</span>}
    </span>
  )
}
