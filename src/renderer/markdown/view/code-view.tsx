import {
  lazy,
  memo,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
  type ReactNode,
} from 'react'
import { seenText } from '../../../contract/visible-text.ts'
import { useLate } from '../../ui/late/late.tsx'
import type { CodeBlock } from '../engine/tree.ts'
import type { HighlightSession, Highlighter } from '../highlight/client.ts'
import { findLanguage, languageName } from '../highlight/languages.ts'
import { CodeHead } from './code-head.tsx'
import { CodeLines } from './code-lines.ts'
import { useMarkdownContext } from './context.ts'
import { useDrawnDiagrams } from './drawn-diagrams.ts'
import { previewKindOf } from './preview.tsx'
import { WindowPart } from '../../ui/window-part/window-part.tsx'

const PagePreview = lazy(async () => ({ default: (await import('./page-preview.tsx')).PagePreview }))
const DiagramView = lazy(async () => ({ default: (await import('./diagram-view.tsx')).DiagramView }))

/** A code block: React owns the frame and the head, `CodeLines` the lines. */
export function CodeView({ block }: { readonly block: CodeBlock }): ReactNode {
  const root = usePaintedCode(block)
  const latest = useRef(block)
  useLayoutEffect(() => {
    latest.current = block
  }, [block])
  const [wraps, setWraps] = useState(false)
  const kind = previewKindOf(block.language)
  const diagrams = useDrawnDiagrams()
  // What was written then: a preview does not change under the reader.
  const [previewed, setPreviewed] = useState(() => {
    const source = kind === 'diagram' && diagrams ? seenText(textOf(block)) : undefined
    return source !== undefined && diagrams?.isShown(source) ? source : undefined
  })
  const [isDrawn, setDrawn] = useState(false)
  const onDrawn = useCallback(() => setDrawn(true), [])
  const textOfLatest = useCallback(() => textOf(latest.current), [])
  const onPreview = useCallback(
    (shows: boolean) => {
      const source = seenText(textOf(latest.current))
      setDrawn(false)
      setPreviewed(shows ? source : undefined)
      if (kind === 'diagram') diagrams?.setShown(source, shows)
    },
    [kind, diagrams],
  )

  return (
    <figure className="md-code" data-wrap={wraps || undefined} data-drawn={isDrawn || undefined}>
      <CodeHead
        language={block.language}
        textOf={textOfLatest}
        wraps={isDrawn ? undefined : wraps}
        onWrap={setWraps}
        previews={kind && previewed !== undefined}
        canPreview={kind !== 'diagram' || !block.open}
        onPreview={onPreview}
      />
      <Lines root={root} />
      {previewed !== undefined && kind === 'page' && (
        <WindowPart>
          <PagePreview key={previewed} name={languageName(block.language)} source={previewed} />
        </WindowPart>
      )}
      {previewed !== undefined && kind === 'diagram' && (
        <WindowPart>
          <DiagramView source={previewed} onDrawn={onDrawn} />
        </WindowPart>
      )}
    </figure>
  )
}

/** Keeps the lines in an element as the block has them, with their colours. */
function usePaintedCode(block: CodeBlock): RefObject<HTMLElement | null> {
  const { highlighter } = useMarkdownContext()
  const parts = useLate()?.parts
  const root = useRef<HTMLElement>(null)
  const current = useRef<PaintedCode>(undefined)

  useLayoutEffect(() => {
    if (!root.current) return
    if (!current.current?.goesOnTo(block, highlighter)) {
      current.current?.close()
      current.current = new PaintedCode(new CodeLines(root.current, parts), block.language, highlighter)
    }
    current.current.update(block)
  }, [block, highlighter, parts])

  useEffect(
    () => () => {
      current.current?.close()
      current.current = undefined
    },
    [],
  )

  return root
}

/** Where the lines go; React has nothing to do there. */
const Lines = memo(function Lines({ root }: { readonly root: RefObject<HTMLElement | null> }): ReactNode {
  return (
    <pre dir="ltr">
      <code ref={root} />
    </pre>
  )
})

function textOf({ lines, rest }: CodeBlock): string {
  return (rest ? [...lines, rest] : lines).join('\n')
}

/** The lines of one fence with the session that colours them. */
class PaintedCode {
  readonly #language: string
  readonly #highlighter: Highlighter | undefined
  readonly #view: CodeLines
  readonly #session: HighlightSession | undefined
  #lines: readonly string[] = []

  constructor(view: CodeLines, language: string, highlighter: Highlighter | undefined) {
    this.#language = language
    this.#highlighter = highlighter
    this.#view = view
    if (!findLanguage(language)) return
    this.#session = highlighter?.open(language, (from, count, data, rest) =>
      this.#view.paint(this.#lines, from, count, data, rest),
    )
  }

  /** Whether `block` is this code with lines added. */
  goesOnTo({ language, lines }: CodeBlock, highlighter: Highlighter | undefined): boolean {
    if (language !== this.#language || highlighter !== this.#highlighter) return false
    const last = this.#view.count - 1
    return lines === this.#lines || last < 0 || (lines.length > last && lines[last] === this.#lines[last])
  }

  update({ lines, rest }: CodeBlock): void {
    this.#lines = lines
    this.#view.update(lines, rest)
    this.#session?.update(lines, rest)
  }

  close(): void {
    this.#session?.close()
    this.#view.close()
  }
}
