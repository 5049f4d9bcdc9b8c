import { useRef, type ReactNode } from 'react'
import { findLanguage } from '../highlight/languages.ts'
import { useMarkdownContext } from './context.ts'

/** The words for SVG are words for XML too. */
const previewed = /^(?:html?|svg)$/i

/** Whether code of that language can be looked at. */
export function hasPreview(language: string): boolean {
  return previewed.test(language) && findLanguage(language) !== undefined
}

/**
 * A page or picture as it would look. The frame has an origin of its own that is nobody's, and the policy that
 * preview.html comes with allows it no script but the one that puts the text there, and no network.
 */
export function Preview({ source }: { readonly source: string }): ReactNode {
  const { labels } = useMarkdownContext()
  const frame = useRef<HTMLIFrameElement>(null)
  const isFilled = useRef(false)
  const fill = () => {
    if (isFilled.current) return
    isFilled.current = true
    // Nothing else can be named as the target: the frame's origin is opaque.
    frame.current?.contentWindow?.postMessage(source, '*')
  }
  return (
    <iframe
      ref={frame}
      className="md-preview"
      title={labels.previewTitle}
      sandbox="allow-scripts"
      referrerPolicy="no-referrer"
      src="./preview.html"
      onLoad={fill}
    />
  )
}
