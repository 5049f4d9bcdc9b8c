import { type CSSProperties, useEffect, useRef, useState } from 'react'
import type { ContextView } from '../../../../contract/context.ts'
import { itemKinds } from '../../../../contract/item-kinds.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { shortCount } from '../../../state/format.ts'
import { KindSection } from './kind-section.tsx'
import { useInspectorText } from '../use-inspector-text.ts'
import { useContextView } from './use-context-view.ts'

/** How many turns are listed at first, and how many more each time. */
const firstTurns = 30
const moreTurns = 300

/** What the next request of the open chat holds, by kind, and what may be done with each item. */
export function ContextSection() {
  const { conversation } = useApp()
  const chat = useSelect(conversation.store, (state) => state.sessionId)
  return <Listed key={chat ?? ''} />
}

function Listed() {
  const { locale } = useApp()
  const text = useInspectorText()
  const [turns, setTurns] = useState(firstTurns)
  const view = useContextView(turns)
  const { heading, isAsked } = useAskedHeading(view !== undefined)
  const tokens = (view?.tokens ?? 0).toLocaleString(locale)
  return (
    <section className="context" data-asked={isAsked || undefined}>
      <header className="context-head">
        <h2 ref={heading} tabIndex={-1}>
          {text('context.title')}
        </h2>
        {view && (
          <span>
            {view.contextTokens === undefined
              ? tokens
              : text('context.of', { tokens, context: shortCount(view.contextTokens, locale) })}
          </span>
        )}
      </header>
      {view && <Shares view={view} />}
      {view?.folds && (
        <p className="context-note">{text('context.folds', { count: view.folds.messageCount })}</p>
      )}
      {view && (
        <div className="context-kinds">
          {itemKinds.map((kind) => (
            <KindSection key={kind} kind={kind} view={view} />
          ))}
          {view.older && <Older older={view.older} onList={() => setTurns(turns + moreTurns)} />}
        </div>
      )}
      {view && (
        <p className="context-note">
          {view.counted === undefined
            ? text('context.hint')
            : text('context.hint-counted', { tokens: view.counted })}
        </p>
      )}
    </section>
  )
}

/** One bar, of which each kind has its share. */
function Shares({ view: { totals, tokens, older } }: { readonly view: ContextView }) {
  const shares = [...totals, ...(older ? [{ kind: 'older' as const, tokens: older.tokens }] : [])]
  return (
    <p className="context-bar" aria-hidden="true">
      {shares
        .filter((share) => share.tokens > 0)
        .map((share) => (
          <i key={share.kind} data-kind={share.kind} style={growBy(share.tokens / Math.max(1, tokens))} />
        ))}
    </p>
  )
}

function growBy(share: number): CSSProperties {
  return { flexGrow: share }
}

interface OlderProps {
  readonly older: NonNullable<ContextView['older']>
  readonly onList: () => void
}

function Older({ older, onList }: OlderProps) {
  const { locale } = useApp()
  const text = useInspectorText()
  return (
    <button
      type="button"
      className="inspector-row context-kind"
      onClick={onList}
      title={text('context.older')}
    >
      <i data-kind="older" aria-hidden="true" />
      <span className="context-name">
        <span>{text('context.kind.older')}</span> <small>{older.turns.toLocaleString(locale)}</small>
      </span>
      <span className="sr-only">{text('context.older')}</span>
      <span className="context-figure">{older.tokens.toLocaleString(locale)}</span>
    </button>
  )
}

/** The heading, which is brought into sight when somebody asked for what is under it. */
function useAskedHeading(isKnown: boolean) {
  const { view } = useApp()
  const asked = useSelect(view.store, (state) => state.contextAsked)
  const seen = useRef(0)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (asked === seen.current || !isKnown) return
    seen.current = asked
    heading.current?.scrollIntoView({ block: 'start' })
    heading.current?.focus({ preventScroll: true })
  }, [asked, isKnown])
  return { heading, isAsked: asked > 0 }
}
