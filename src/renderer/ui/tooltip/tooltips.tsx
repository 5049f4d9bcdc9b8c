import { Tooltip as Base } from '@base-ui/react/tooltip'
import { useEffect, useState } from 'react'
import { watchTips } from './watch-tips.ts'

/**
 * The words beside the control that is pointed at or focused: one for the whole window, since a list of turns that is flung
 * past draws hundreds of buttons that nobody points at.
 */
export function Tooltips() {
  const [element, setElement] = useState<Element>()
  useEffect(() => watchTips(setElement), [])
  const text = element?.getAttribute('data-tip')
  if (!element || !text) return null
  const keys = element.getAttribute('data-tip-keys')
  return (
    <Base.Root open>
      <Base.Portal>
        <Base.Positioner anchor={element} className="tooltip-place" sideOffset={6} collisionPadding={8}>
          <Base.Popup className="tooltip">
            {text}
            {keys && <kbd className="key">{keys}</kbd>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
