import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'
import type { IconName } from '../icon/icon-shapes.ts'
import { Icon } from '../icon/icon.tsx'
import { Ring } from '../ring/ring.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'link' | 'tint'

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: ButtonVariant
  /** Height 24, 28 or 32 px. */
  readonly size?: 'sm' | 'md' | 'lg'
  readonly icon?: IconName | undefined
  readonly trailingIcon?: IconName | undefined
  /** Work that this button started is under way: it keeps its size and its focus, and cannot be pressed again. */
  readonly busy?: boolean
}

/** A button with words. */
export function Button(props: ButtonProps) {
  const { variant = 'secondary', size = 'md', icon, trailingIcon, busy = false, className, children } = props
  const { onClick, variant: _v, size: _s, icon: _i, trailingIcon: _t, busy: _b, ...rest } = props
  const iconSize = size === 'sm' ? 14 : 16
  return (
    <button
      type="button"
      {...rest}
      className={classNames('button', className)}
      data-variant={variant}
      data-size={size}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? undefined : onClick}
    >
      {busy ? <Ring size={12} /> : icon && <Icon name={icon} size={iconSize} />}
      {children}
      {trailingIcon && <Icon name={trailingIcon} size={14} />}
    </button>
  )
}
