import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'
import type { IconName } from '../icon/icon-shapes.ts'
import { Icon } from '../icon/icon.tsx'
import { tip } from '../tooltip/tip.ts'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  readonly icon: IconName
  /** What it does: the accessible name, and the words of the tooltip. */
  readonly label: string
  /** The shortcut, shown in the tooltip. */
  readonly keys?: string | undefined
  readonly size?: 'sm' | 'md'
  readonly tooltip?: boolean
}

/** A button that is only an icon; its name appears as a tooltip. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, keys, size = 'md', tooltip = true, className, ...rest } = props
  return (
    <button
      type="button"
      {...(tooltip && tip(label, keys))}
      {...rest}
      className={classNames('icon-button', className)}
      data-size={size}
      aria-label={label}
    >
      <Icon name={icon} size={size === 'sm' ? 14 : 16} />
    </button>
  )
}
