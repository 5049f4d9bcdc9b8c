import { type ComponentProps, useState } from 'react'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon/icon.tsx'
import { RevealButton } from './reveal-button.tsx'

export interface SecretInputProps extends ComponentProps<'input'> {
  readonly value: string
  readonly showLabel: string
  readonly hideLabel: string
  readonly invalid?: boolean
  readonly icon?: boolean
  /** The placeholder is the hint of a kept secret, and looks like one. */
  readonly kept?: boolean
}

/**
 * One line whose letters are hidden until asked for. It is a text box with masked letters, not a password box:
 * a browser would offer to keep a password, and a key belongs in the key store only.
 */
export function SecretInput(props: SecretInputProps) {
  const {
    value,
    showLabel,
    hideLabel,
    invalid = false,
    icon = true,
    kept = false,
    className,
    ...rest
  } = props
  const [shown, setShown] = useState(false)
  return (
    <div
      className={classNames(
        'input',
        invalid && 'is-bad',
        rest.disabled && 'is-off',
        kept && 'has-kept',
        className,
      )}
    >
      {icon && <Icon name="key" />}
      <input
        {...rest}
        value={value}
        type="text"
        className={classNames((kept || value !== '') && 'font-mono', !shown && value !== '' && 'is-masked')}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={invalid || undefined}
      />
      {value !== '' && (
        <RevealButton shown={shown} showLabel={showLabel} hideLabel={hideLabel} onChange={setShown} />
      )}
    </div>
  )
}
