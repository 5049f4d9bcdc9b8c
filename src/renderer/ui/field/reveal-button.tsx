import { IconButton } from '../button/icon-button.tsx'

export interface RevealButtonProps {
  readonly shown: boolean
  readonly showLabel: string
  readonly hideLabel: string
  readonly onChange: (shown: boolean) => void
}

/** Shows the letters of a secret and hides them. The field keeps the focus. */
export function RevealButton({ shown, showLabel, hideLabel, onChange }: RevealButtonProps) {
  return (
    <IconButton
      icon={shown ? 'lock' : 'eye'}
      size="sm"
      label={shown ? hideLabel : showLabel}
      aria-pressed={shown}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChange(!shown)}
    />
  )
}
