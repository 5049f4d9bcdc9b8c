import { IconButton } from '../../ui/button/icon-button.tsx'
import type { TurnAction } from './turn-actions.ts'

/** What can be done with a turn, as a row of icons. */
export function ActionButtons({ actions }: { readonly actions: readonly TurnAction[] }) {
  return actions.map(({ icon, label, disabled, run }) => (
    <IconButton key={icon} icon={icon} size="sm" label={label} disabled={disabled} onClick={run} />
  ))
}
