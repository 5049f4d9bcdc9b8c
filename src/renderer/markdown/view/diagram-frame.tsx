import { useCallback, useState, type ReactNode } from 'react'
import { Skeleton } from '../../ui/skeleton/skeleton.tsx'
import type { DrawnDiagram } from '../diagrams/client.ts'
import { Preview } from './preview.tsx'

export type Drawing = Extract<DrawnDiagram, { readonly type: 'drawn' }>

type DiagramFrameProps = {
  readonly drawing: Drawing
  /** As large as there is room for, and no larger than it is. */
  readonly fits?: boolean
  /** How many times its own size it is, where it does not fit itself. */
  readonly scale?: number
}

/** The picture in the frame of the previews. It grows with its frame. */
export function DiagramFrame({ drawing, fits = false, scale = 1 }: DiagramFrameProps): ReactNode {
  const { svg, width, height } = drawing
  const style = fits
    ? { aspectRatio: `${width} / ${height}`, maxWidth: width, maxHeight: `min(60vh, ${height}px)` }
    : { width: width * scale, height: height * scale }
  return (
    <div className="md-diagram-frame" style={style}>
      {/* Another picture is another page. */}
      <Picture key={svg} svg={svg} />
    </div>
  )
}

/** The frame is empty until it has painted its page; the place of the picture is held meanwhile. */
function Picture({ svg }: { readonly svg: string }): ReactNode {
  const [isPainted, setPainted] = useState(false)
  const onPainted = useCallback(() => setPainted(true), [])
  return (
    <>
      <Preview className="md-diagram-picture" source={pageOf(svg)} onPainted={onPainted} />
      {!isPainted && <Skeleton height="100%" radius={6} />}
    </>
  )
}

function pageOf(svg: string): string {
  return `<!doctype html><style>html,body{height:100%;margin:0;overflow:hidden}svg{display:block;width:100%;height:100%}</style>${svg}`
}
