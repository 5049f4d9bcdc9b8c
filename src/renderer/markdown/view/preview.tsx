import { useEffect, useRef, type ReactNode } from 'react'
import { findLanguage } from '../highlight/languages.ts'
import { useMarkdownContext } from './context.ts'

/** How code of a language can be looked at: as a page or picture, or as the diagram that it describes. */
export type PreviewKind = 'page' | 'diagram'

/** Undefined for what cannot be looked at. The words for SVG are words for XML too. */
export function previewKindOf(language: string): PreviewKind | undefined {
  if (findLanguage(language) === undefined) return undefined
  if (/^mermaid$/i.test(language)) return 'diagram'
  return /^(?:html?|svg)$/i.test(language) ? 'page' : undefined
}

type PreviewProps = {
  readonly source: string
  readonly className?: string
  /** Called when it can be seen. Must stay the same function. */
  readonly onPainted?: () => void
  /** Told how tall it is, in px, seen or not, and again when its width has changed. Must stay the same function. */
  readonly onHeight?: (height: number) => void
}

/**
 * A page or picture as it would look. The frame has an origin of its own that is nobody's, and the policy that
 * preview.html comes with allows it no script but the one that puts the text there and measures it, and no network.
 */
export function Preview({ source, className = 'md-preview', onPainted, onHeight }: PreviewProps): ReactNode {
  const { labels } = useMarkdownContext()
  const frame = useRef<HTMLIFrameElement>(null)
  const isFilled = useRef(false)
  const fill = () => {
    if (isFilled.current) return
    isFilled.current = true
    // Nothing else can be named as the target: the frame's origin is opaque.
    frame.current?.contentWindow?.postMessage(source, '*')
  }
  useEffect(() => {
    const listen = (event: MessageEvent) => {
      const { source: from, data } = event as { readonly source: unknown; readonly data: unknown }
      if (from !== frame.current?.contentWindow) return
      if (data === 'painted') onPainted?.()
      if (typeof data === 'number') onHeight?.(data)
    }
    addEventListener('message', listen)
    return () => removeEventListener('message', listen)
  }, [onPainted, onHeight])
  return (
    <iframe
      ref={frame}
      className={className}
      title={labels.previewTitle}
      sandbox="allow-scripts"
      referrerPolicy="no-referrer"
      src="./preview.html"
      onLoad={fill}
    />
  )
}
