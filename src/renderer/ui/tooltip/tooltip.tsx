import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'

export interface TooltipProps {
  readonly text: string
  readonly keys?: string | undefined
  /** The element that it explains; it keeps its own accessible name. */
  readonly children: ReactElement
}

/** Words that appear beside a control after a moment under the pointer or focus. */
export function Tooltip({ text, keys, children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className="tooltip-place" sideOffset={6} collisionPadding={8}>
          <Base.Popup className="tooltip">
            {text}
            {keys && <kbd className="key">{keys}</kbd>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
