import { Dialog as Base } from '@base-ui/react/dialog'
import { IconButton } from '../button/icon-button.tsx'

export interface LightboxProps {
  readonly open: boolean
  readonly name: string
  /** The address of the picture. */
  readonly picture: string
  readonly closeLabel: string
  readonly saveLabel: string
  readonly onClose: () => void
  readonly onSave: () => void
}

/** A picture as large as the window has room for. Escape, the backdrop and the cross close it. */
export function Lightbox({ open, name, picture, closeLabel, saveLabel, onClose, onSave }: LightboxProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-scrim" />
        <Base.Viewport className="dialog-place">
          <Base.Popup className="lightbox">
            <div className="lightbox-head">
              <Base.Title className="lightbox-title">{name}</Base.Title>
              <IconButton icon="export" label={saveLabel} onClick={onSave} />
              <IconButton icon="x" label={closeLabel} onClick={onClose} />
            </div>
            <img className="lightbox-picture" src={picture} alt={name} />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
