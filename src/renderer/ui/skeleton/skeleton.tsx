import type { CSSProperties } from 'react'

export interface SkeletonProps {
  readonly width?: string
  readonly height?: number | string
  readonly radius?: number
}

/** The place of something that is on its way. */
export function Skeleton({ width = '100%', height = 12, radius = 4 }: SkeletonProps) {
  const style: CSSProperties = { width, height, borderRadius: radius }
  return <div className="skeleton" style={style} aria-hidden="true" />
}
