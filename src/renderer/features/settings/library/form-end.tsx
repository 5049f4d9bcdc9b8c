import { useApp } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'

export interface FormEndProps {
  /** What the button says that saves. */
  readonly label: string
  readonly ready: boolean
  readonly error: string | undefined
  /** Goes back to what is saved; absent where nothing else is written. */
  readonly onDiscard: (() => void) | undefined
}

/** The end of a form of the library, always in sight: saves what is written, or throws it away. */
export function FormEnd({ label, ready, error, onDiscard }: FormEndProps) {
  const { text } = useApp()
  return (
    <div className="library-bottom">
      <Button type="submit" variant="primary" size="lg" disabled={!ready}>
        {label}
      </Button>
      {onDiscard && (
        <Button size="lg" onClick={onDiscard}>
          {text('library.discard')}
        </Button>
      )}
      {error !== undefined && <Notice tone="danger" icon="alert" title={error} live="alert" />}
    </div>
  )
}
