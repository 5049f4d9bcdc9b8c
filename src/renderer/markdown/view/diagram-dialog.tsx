import { useCallback, useState, type ReactNode } from 'react'
import { Button } from '../../ui/button/button.tsx'
import { LightboxFrame } from '../../ui/lightbox/lightbox-frame.tsx'
import { useMarkdownContext } from './context.ts'
import { DiagramFrame, type Drawing } from './diagram-frame.tsx'

/** By how much a step makes it larger, and how large and small it becomes. */
const STEP = 1.25
const LARGEST = 8
const SMALLEST = 0.1
/** Around the picture, on each side. */
const MARGIN_PX = 16

type DiagramDialogProps = {
  readonly open: boolean
  readonly drawing: Drawing
  /** Whether another is on its way. */
  readonly isStale: boolean
  readonly onClose: () => void
}

/** A diagram over the whole window: as large as there is room for, until somebody wants it larger or smaller. */
export function DiagramDialog({ open, drawing, isStale, onClose }: DiagramDialogProps): ReactNode {
  const { labels } = useMarkdownContext()
  const [wanted, setWanted] = useState<number>()
  const [fitting, setFitting] = useState(1)
  const scale = wanted ?? fitting
  const step = (factor: number) => setWanted(Math.min(LARGEST, Math.max(SMALLEST, scale * factor)))
  const measure = useCallback(
    (stage: HTMLDivElement) => {
      const observer = new ResizeObserver(() => setFitting(scaleToFit(stage, drawing)))
      observer.observe(stage)
      return () => observer.disconnect()
    },
    [drawing],
  )
  const actions = (
    <>
      <Button variant="ghost" size="sm" onClick={() => step(1 / STEP)}>
        {labels.smaller}
      </Button>
      <Button
        variant="ghost"
        size="sm"
        aria-pressed={wanted === undefined}
        onClick={() => setWanted(undefined)}
      >
        {labels.fit}
      </Button>
      <Button variant="ghost" size="sm" onClick={() => step(STEP)}>
        {labels.larger}
      </Button>
    </>
  )
  return (
    <LightboxFrame
      open={open}
      wide
      name="Mermaid"
      actions={actions}
      closeLabel={labels.close}
      onClose={onClose}
    >
      <section
        ref={measure}
        className="md-diagram-stage"
        aria-label={labels.previewTitle}
        aria-busy={isStale}
        // What scrolls must be reached with the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <DiagramFrame drawing={drawing} scale={scale} />
      </section>
    </LightboxFrame>
  )
}

function scaleToFit(stage: HTMLElement, { width, height }: Drawing): number {
  const room = { width: stage.clientWidth - 2 * MARGIN_PX, height: stage.clientHeight - 2 * MARGIN_PX }
  return Math.max(SMALLEST, Math.min(room.width / width, room.height / height, 2))
}
