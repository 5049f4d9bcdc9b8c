import { classNames } from '../class-names.ts'
import { type IconName, type IconShape, iconShapes } from './icon-shapes.ts'

export interface IconProps {
  readonly name: IconName
  /** Edge in px: 16 in controls, 14 inside small ones, 20 in empty states. */
  readonly size?: number
  readonly className?: string | undefined
}

/** A drawn sign in the colour of its text. Always decoration: the words beside it carry the meaning. */
export function Icon({ name, size = 16, className }: IconProps) {
  const shape: IconShape = iconShapes[name]
  const paint = shape.filled
    ? { fill: 'currentColor' }
    : ({ fill: 'none', stroke: 'currentColor', strokeLinecap: 'round', strokeLinejoin: 'round' } as const)
  return (
    <svg
      className={classNames('icon', shape.sided && 'icon-sided', className)}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      {...paint}
    >
      <path d={shape.path} />
    </svg>
  )
}
