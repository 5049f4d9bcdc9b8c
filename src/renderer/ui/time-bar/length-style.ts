import type { CSSProperties } from 'react'

interface LengthStyle extends CSSProperties {
  readonly '--length': string
}

/** The share of a bar, 0 to 1, as the custom property that its style reads. */
export function lengthStyle(fraction: number): LengthStyle {
  return { '--length': `${Math.min(100, Math.max(0, fraction * 100))}%` }
}
