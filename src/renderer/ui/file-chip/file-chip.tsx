import type { ReactNode } from 'react'
import { IconButton } from '../button/icon-button.tsx'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon/icon.tsx'
import type { IconName } from '../icon/icon-shapes.ts'
import { lengthStyle } from '../time-bar/length-style.ts'

export interface FileChipProps {
  readonly name: string
  /** What it is and how large; of one that could not be attached, why. */
  readonly detail: string
  readonly icon: IconName
  /** The address of a small picture of it. */
  readonly picture?: string | undefined
  readonly failed?: boolean
  /** From 0 to 1 while it is on its way. */
  readonly share?: number | undefined
  /** What a click does, as it is said before the name. */
  readonly openLabel?: string
  readonly onOpen?: () => void
  readonly actionLabel?: string
  readonly actionIcon?: IconName
  readonly onAction?: () => void
}

/** A file as a small card: what it is, a click to see it, and one action. */
export function FileChip(props: FileChipProps) {
  const { name, detail, icon, picture, failed = false, share, onOpen, openLabel, onAction } = props
  const face = (
    <>
      <span className="file-chip-face">
        {picture ? <img src={picture} alt="" draggable={false} /> : <Icon name={failed ? 'alert' : icon} />}
      </span>
      <span className="file-chip-words">
        <span className="file-chip-name">{name}</span>
        <span className="file-chip-detail">{detail}</span>
      </span>
    </>
  )
  return (
    <div className={classNames('file-chip', failed && 'is-failed')} title={failed ? undefined : name}>
      {onOpen ? (
        <button type="button" className="file-chip-open" onClick={onOpen}>
          <span className="sr-only">{openLabel} </span>
          {face}
        </button>
      ) : (
        <Plain>{face}</Plain>
      )}
      {onAction && props.actionLabel && (
        <IconButton icon={props.actionIcon ?? 'x'} size="sm" label={props.actionLabel} onClick={onAction} />
      )}
      {share !== undefined && <i className="file-chip-bar" style={lengthStyle(share)} aria-hidden="true" />}
    </div>
  )
}

function Plain({ children }: { readonly children: ReactNode }) {
  return <span className="file-chip-open">{children}</span>
}
