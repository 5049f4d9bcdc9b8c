import { useId } from 'react'
import type { Mark, PartPlace } from '../../../../contract/context-mark.ts'
import type { ContextItem, ContextView, MarkChoice } from '../../../../contract/context.ts'
import type { Text } from '../../../../contract/language/text.ts'
import { attempt } from '../../../state/actions.ts'
import type { AppState } from '../../../state/app-state.ts'
import { useApp } from '../../../state/app-context.tsx'
import { markPart } from '../../../state/context-view.ts'
import { isNarrow } from '../../../state/use-narrow.ts'
import { useInspectorText } from '../use-inspector-text.ts'
import { Button } from '../../../ui/button/button.tsx'
import type { IconName } from '../../../ui/icon/icon-shapes.ts'

export interface ItemRowProps extends Pick<ContextView, 'tools'> {
  readonly item: ContextItem
  readonly open: boolean
  readonly onToggle: () => void
}

/** One item. Opened, it tells what each thing that may be done with it would change, before it is done. */
export function ItemRow({ item, tools, open, onToggle }: ItemRowProps) {
  const { locale } = useApp()
  const text = useInspectorText()
  const detailId = useId()
  const { state, tokens, label } = item
  return (
    <li className="context-item" data-state={state}>
      <button
        type="button"
        className="inspector-row context-row"
        aria-expanded={open}
        aria-controls={open ? detailId : undefined}
        onClick={onToggle}
      >
        <span className="context-label" data-code={item.kind === 'call' || undefined}>
          {shownLabel(text, item, tools) ?? (label || text('context.wordless'))}
        </span>
        {state !== 'sent' && <span className="context-state">{text(`context.state.${state}`)}</span>}
        <span className="context-figure">{tokens.toLocaleString(locale)}</span>
      </button>
      {open && (
        <div id={detailId} className="context-detail">
          {item.place ? <Choices item={item} place={item.place} /> : <p>{text('context.fixed')}</p>}
        </div>
      )}
    </li>
  )
}

function shownLabel(text: Text, { kind }: ContextItem, tools: ContextView['tools']) {
  if (kind === 'tools') return text('context.tools', { count: tools.whole })
  return kind === 'listing' ? text('context.listed', { count: tools.listed }) : undefined
}

const marks = ['muted', 'shortened', 'pinned'] as const satisfies readonly Mark[]
const icons: Record<Mark, IconName> = { muted: 'stopped', shortened: 'shorten', pinned: 'pin' }

interface ChoicesProps {
  readonly item: ContextItem
  readonly place: PartPlace
}

function Choices({ item, place }: ChoicesProps) {
  const app = useApp()
  const text = useInspectorText()
  const { effects, mark } = item
  const offered = marks.filter((choice) => effects[choice])
  const uncached = Math.max(0, ...Object.values(effects).map((effect) => effect.uncached ?? 0))
  return (
    <>
      {offered.length === 0 && !effects.none && <p>{text('context.with')}</p>}
      <div className="context-choices">
        {mark && effects.none && (
          <Button
            size="sm"
            icon="undo"
            onClick={() => void markPart(app, place, { mark: null, before: mark }, text)}
          >
            <span>{text(`context.undo.${mark}`)}</span> <Change item={item} choice="none" />
          </Button>
        )}
        {offered.map((choice) => (
          <Button
            key={choice}
            size="sm"
            icon={icons[choice]}
            onClick={() => void markPart(app, place, { mark: choice, before: mark ?? null }, text)}
          >
            <span>{text(`context.do.${choice}`)}</span> <Change item={item} choice={choice} />
          </Button>
        ))}
      </div>
      {uncached > 0 && <p>{text('context.uncached', { count: uncached })}</p>}
      <Button size="sm" variant="link" onClick={() => void showPart(app, place)}>
        {text('context.show')}
      </Button>
    </>
  )
}

/** Tokens more or less in the next request. */
function Change({ item, choice }: { readonly item: ContextItem; readonly choice: MarkChoice }) {
  const { locale } = useApp()
  const tokens = item.effects[choice]?.tokens ?? 0
  if (tokens === 0) return null
  const format = new Intl.NumberFormat(locale, { signDisplay: 'always' })
  return <span className="context-change">{format.format(tokens).replace('-', '−')}</span>
}

async function showPart(app: AppState, { messageId }: PartPlace): Promise<void> {
  const { conversation, view } = app
  const { sessionId } = conversation.store.getState()
  if (!sessionId) return
  let isThere = false
  await attempt(
    app,
    conversation.openAt(sessionId, messageId).then((found) => (isThere = found)),
  )
  if (!isThere) return
  // Where the panel lies over the chat it would hide what it shows.
  if (isNarrow('inspector')) view.toggleInspector(true)
  view.setTarget(messageId)
}
