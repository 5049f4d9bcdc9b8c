import { type ComponentProps, useState } from 'react'
import { classNames } from '../class-names.ts'
import { RevealButton } from './reveal-button.tsx'

export interface SecretAreaProps extends ComponentProps<'textarea'> {
  readonly value: string
  readonly showLabel: string
  readonly hideLabel: string
  readonly invalid: boolean
}

/** Several lines whose letters are hidden until asked for: a secret that comes as a file, such as a private key. */
export function SecretArea({ value, showLabel, hideLabel, invalid, ...rest }: SecretAreaProps) {
  const [shown, setShown] = useState(false)
  return (
    <div className={classNames('input code-field secret-area', invalid && 'is-bad')}>
      <textarea
        {...rest}
        value={value}
        className={classNames('font-mono', !shown && value !== '' && 'is-masked')}
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
