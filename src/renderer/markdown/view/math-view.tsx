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

/** So many formulas, each of at most so many characters, are remembered as markup: a list that scrolls builds them anew. */
const REMEMBERED = 500
const REMEMBERED_LENGTH = 500
const remembered = new Map<string, string | undefined>()

function renderMath(katex: Katex, source: string, display: boolean): string | undefined {
  if (source.length > REMEMBERED_LENGTH) return makeMath(katex, source, display)
  const key = `${display ? 'd' : 'i'}${source}`
  const isKnown = remembered.has(key)
  const html = isKnown ? remembered.get(key) : makeMath(katex, source, display)
  // What was used last stands last, and the first goes.
  if (isKnown) remembered.delete(key)
  remembered.set(key, html)
  const [oldest] = remembered.size > REMEMBERED ? remembered.keys() : []
  if (oldest !== undefined) remembered.delete(oldest)
  return html
}

/** KaTeX makes this markup from the parsed formula; `trust: false` forbids links, HTML and pictures in it. */
function makeMath({ renderToString }: Katex, source: string, display: boolean): string | undefined {
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
