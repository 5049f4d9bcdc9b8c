import { IconButton } from '../button/icon-button.tsx'
import { LightboxFrame } from './lightbox-frame.tsx'

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

/** A picture as large as the window has room for. */
export function Lightbox({ open, name, picture, closeLabel, saveLabel, onClose, onSave }: LightboxProps) {
  return (
    <LightboxFrame
      open={open}
      name={name}
      closeLabel={closeLabel}
      onClose={onClose}
      actions={<IconButton icon="export" label={saveLabel} onClick={onSave} />}
    >
      <img className="lightbox-picture" src={picture} alt={name} />
    </LightboxFrame>
  )
}
