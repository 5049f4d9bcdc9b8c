import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import { type ReactNode, useRef } from 'react'
import { Button } from '../button/button.tsx'

export interface ConfirmDialogProps {
  readonly open: boolean
  readonly title: string
  readonly children: ReactNode
  readonly cancelLabel: string
  readonly confirmLabel: string
  /** False where the work can be taken back or takes nothing away. */
  readonly destructive?: boolean
  readonly onCancel: () => void
  readonly onConfirm: () => void
}

/** Asks before something large. Cancel has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null)
  return (
    <Base.Root open={props.open} onOpenChange={(open) => !open && props.onCancel()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-scrim" />
        <Base.Viewport className="dialog-place">
          <Base.Popup className="dialog" initialFocus={cancel}>
            <Base.Title className="dialog-title">{props.title}</Base.Title>
            <Base.Description className="dialog-body">{props.children}</Base.Description>
            <div className="dialog-actions">
              <Button ref={cancel} size="lg" onClick={props.onCancel}>
                {props.cancelLabel}
              </Button>
              <Button
                variant={props.destructive === false ? 'primary' : 'danger'}
                size="lg"
                onClick={props.onConfirm}
              >
                {props.confirmLabel}
              </Button>
            </div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
