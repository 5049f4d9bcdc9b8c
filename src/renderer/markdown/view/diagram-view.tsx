import { useEffect, useLayoutEffect, useState, type ReactNode } from 'react'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Skeleton } from '../../ui/skeleton/skeleton.tsx'
import { drawDiagram, spawnDiagramWorker, type DrawnDiagram } from '../diagrams/client.ts'
import { onLookChange, readLook } from '../diagrams/look.ts'
import type { DiagramLook } from '../diagrams/protocol.ts'
import { useMarkdownContext, type MarkdownLabels } from './context.ts'
import { CopyButton } from './copy-button.tsx'
import { DiagramDialog } from './diagram-dialog.tsx'
import { useDrawnDiagrams } from './drawn-diagrams.ts'
import { DiagramFrame, type Drawing } from './diagram-frame.tsx'

type DiagramViewProps = {
  readonly source: string
  /** Called when it is drawn and takes the place of its source. Must stay the same function. */
  readonly onDrawn: () => void
}

/** A diagram as a picture, in the colours of the theme, or one sentence that says why there is none. */
export function DiagramView({ source, onDrawn }: DiagramViewProps): ReactNode {
  const { labels } = useMarkdownContext()
  const { drawn, isStale } = useDrawing(source)
  const isThere = drawn?.type === 'drawn'
  // Before it is painted: picture and source never stand there together.
  useLayoutEffect(() => {
    if (isThere) onDrawn()
  }, [isThere, onDrawn])
  if (!drawn)
    return (
      <div className="md-diagram" aria-busy>
        <Skeleton height={120} radius={6} />
      </div>
    )
  if (drawn.type !== 'drawn')
    return (
      <div className="md-diagram">
        <Notice icon="alert" tone="warning" live="status" title={reasonOf(drawn, labels)} />
      </div>
    )
  return (
    <div className="md-diagram" aria-busy={isStale}>
      <DiagramFrame drawing={drawn} fits />
      <DiagramActions drawing={drawn} isStale={isStale} />
    </div>
  )
}

type DiagramActionsProps = { readonly drawing: Drawing; readonly isStale: boolean }

function DiagramActions({ drawing, isStale }: DiagramActionsProps): ReactNode {
  const { labels, onSave } = useMarkdownContext()
  const [isLarge, setLarge] = useState(false)
  const save = () => onSave?.('diagram.svg', new Blob([drawing.svg], { type: 'image/svg+xml' }))
  return (
    <div className="md-diagram-actions">
      <Button variant="ghost" size="sm" icon="external" onClick={() => setLarge(true)}>
        {labels.fullView}
      </Button>
      <CopyButton label={labels.copyPicture} textOf={() => drawing.svg} />
      {onSave && (
        <Button variant="ghost" size="sm" icon="export" onClick={save}>
          {labels.savePicture}
        </Button>
      )}
      <DiagramDialog open={isLarge} drawing={drawing} isStale={isStale} onClose={() => setLarge(false)} />
    </div>
  )
}

function reasonOf(drawn: Exclude<DrawnDiagram, Drawing>, labels: MarkdownLabels): string {
  if (drawn.type === 'too-long') return labels.tooLong
  return drawn.type === 'too-slow' ? labels.tooSlow : labels.notDrawn(drawn.line)
}

/** In another theme it is drawn anew, and the old one stays meanwhile. `drawn` is undefined before the first. */
function useDrawing(source: string): {
  readonly drawn?: DrawnDiagram | undefined
  readonly isStale: boolean
} {
  const look = useLook()
  const diagrams = useDrawnDiagrams()
  const [done, setDone] = useState<{ readonly drawn: DrawnDiagram; readonly look: DiagramLook }>()
  const known = diagrams?.find(source, look)
  useEffect(() => {
    if (known) return undefined
    const stop = new AbortController()
    void drawDiagram({ source, look }, spawnDiagramWorker, stop.signal).then((drawn) => {
      diagrams?.keep(source, look, drawn)
      setDone({ drawn, look })
    })
    return () => stop.abort()
  }, [source, look, diagrams, known])
  return known ? { drawn: known, isStale: false } : { drawn: done?.drawn, isStale: done?.look !== look }
}

/** The look of now, and after each change of the theme that of then. */
function useLook(): DiagramLook {
  const [look, setLook] = useState(() => readLook(document.documentElement))
  useEffect(() => {
    const root = document.documentElement
    return onLookChange(root, () => setLook(readLook(root)))
  }, [])
  return look
}
