import type { IconName } from '../icon/icon-shapes.ts'
import { Button } from '../button/button.tsx'
import { IconButton } from '../button/icon-button.tsx'
import { Icon } from '../icon/icon.tsx'
import { useCountdown } from './use-countdown.ts'

const SHOWN_MS = 8_000

export interface ToastView {
  readonly id: string
  readonly icon: IconName
  readonly text: string
  readonly actionLabel?: string | undefined
}

export interface ToastRegionProps {
  readonly label: string
  readonly dismissLabel: string
  readonly toasts: readonly ToastView[]
  readonly onAction: (id: string) => void
  readonly onDismiss: (id: string) => void
}

/** Short messages over the window, each for 8 s; the clock stands still under the pointer and the focus. */
export function ToastRegion({ label, toasts, ...rest }: ToastRegionProps) {
  return (
    <section
      className="toasts"
      aria-label={label}
      aria-live="polite"
      tabIndex={-1}
      data-pane={toasts.length > 0 ? 'messages' : undefined}
    >
      {toasts.map((toast) => (
        <Toast key={toast.id} toast={toast} {...rest} />
      ))}
    </section>
  )
}

type ToastProps = Omit<ToastRegionProps, 'label' | 'toasts'> & { readonly toast: ToastView }

function Toast({ toast, dismissLabel, onAction, onDismiss }: ToastProps) {
  const countdown = useCountdown(SHOWN_MS, () => onDismiss(toast.id))
  return (
    <div
      className="toast"
      onPointerEnter={countdown.pause}
      onPointerLeave={countdown.resume}
      onFocus={countdown.pause}
      onBlur={countdown.resume}
    >
      <Icon name={toast.icon} />
      <span className="toast-text">{toast.text}</span>
      {toast.actionLabel && (
        <Button variant="link" size="sm" onClick={() => onAction(toast.id)}>
          {toast.actionLabel}
        </Button>
      )}
      <IconButton
        icon="x"
        size="sm"
        label={dismissLabel}
        tooltip={false}
        onClick={() => onDismiss(toast.id)}
      />
    </div>
  )
}
