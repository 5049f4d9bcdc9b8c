import { memo, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import type { MathBlock } from '../engine/tree.ts'
import { loadedKatex, whenLoaded, type Katex } from './load-katex.ts'

/** A longer source, in characters, is shown as it is: no formula for a reader is that long. */
const SOURCE_LIMIT = 10_000

type MathProps = { readonly source: string; readonly display: boolean }

/** A formula, or its source when it is none. */
export const MathView = memo(function MathView({ source, display }: MathProps): ReactNode {
  const katex = useSyncExternalStore(whenLoaded, loadedKatex)
  const html = useMemo(() => katex && renderMath(katex, source, display), [katex, source, display])
  if (!katex) return <span className={display ? 'md-math' : undefined} aria-busy />
  if (html === undefined) return <code className="md-math-source">{source}</code>
  return <span className={display ? 'md-math' : undefined} dangerouslySetInnerHTML={{ __html: html }} />
})

/** A formula on lines of its own; one that is just being written shows when it is whole. */
export function MathBlockView({ block }: { readonly block: MathBlock }): ReactNode {
  if (block.state === 'waiting') return <span className="md-math" aria-busy />
  if (block.state === 'closed') return <MathView source={block.source} display />
  return <code className="md-math-source">{block.source}</code>
}

/** KaTeX makes this markup from the parsed formula; `trust: false` forbids links, HTML and pictures in it. */
function renderMath({ renderToString }: Katex, source: string, display: boolean): string | undefined {
  if (source.length > SOURCE_LIMIT) return undefined
  try {
    return renderToString(source, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      strict: 'ignore',
      errorColor: 'currentColor',
      maxExpand: 1000,
      maxSize: 50,
    })
  } catch {
    return undefined
  }
}
