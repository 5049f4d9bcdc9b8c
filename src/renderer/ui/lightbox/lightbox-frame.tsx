import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { IconButton } from '../button/icon-button.tsx'
import { classNames } from '../class-names.ts'

export interface LightboxFrameProps {
  readonly open: boolean
  readonly name: string
  /** Buttons beside the cross. */
  readonly actions: ReactNode
  readonly closeLabel: string
  /** As large as the window, whatever it shows. */
  readonly wide?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What lies over the window to be looked at. Escape, the backdrop and the cross close it. */
export function LightboxFrame(props: LightboxFrameProps) {
  const { open, name, actions, closeLabel, wide = false, onClose, children } = props
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-scrim" />
        <Base.Viewport className="dialog-place">
          <Base.Popup className={classNames('lightbox', wide && 'lightbox-wide')}>
            <div className="lightbox-head">
              <Base.Title className="lightbox-title">{name}</Base.Title>
              {actions}
              <IconButton icon="x" label={closeLabel} onClick={onClose} />
            </div>
            {children}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
