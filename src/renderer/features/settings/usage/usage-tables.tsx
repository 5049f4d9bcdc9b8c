import type { SessionUsage } from '../../../../contract/money.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { dollarsText, providerName, shortCount } from '../../../state/format.ts'
import { coloured } from './usage-chart.tsx'
import { periodText } from './measure.ts'
import { keyOf, type Column, type ModelSum, type Sum } from './usage-sums.ts'

/** The heads of the figures' columns, which all tables share. */
function Heads({ first, count }: { readonly first: string; readonly count: string }) {
  const { text } = useApp()
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col">{count}</th>
        <th scope="col">{text('usage.input')}</th>
        <th scope="col">{text('usage.output')}</th>
        <th scope="col">{text('usage.cached')}</th>
        <th scope="col">{text('usage.cost')}</th>
      </tr>
    </thead>
  )
}

function Figures({ count, sum }: { readonly count: number; readonly sum: Omit<Sum, 'rounds'> }) {
  const { locale, text } = useApp()
  const { inputTokens, outputTokens, cacheReadTokens } = sum.usage
  return (
    <>
      <td>{new Intl.NumberFormat(locale).format(count)}</td>
      <td>{shortCount(inputTokens, locale)}</td>
      <td>{shortCount(outputTokens, locale)}</td>
      <td>{cacheReadTokens ? shortCount(cacheReadTokens, locale) : '–'}</td>
      <td>{costText(text, locale, count, sum)}</td>
    </>
  )
}

function costText(
  text: ReturnType<typeof useApp>['text'],
  locale: string,
  count: number,
  { cost, unpriced }: Pick<Sum, 'cost' | 'unpriced'>,
): string {
  if (unpriced === 0) return dollarsText(text, locale, cost)
  if (cost === 0 || unpriced === count) return text('usage.unpriced')
  return text('usage.partly', { cost: dollarsText(text, locale, cost) })
}

export function ModelTable({ models }: { readonly models: readonly ModelSum[] }) {
  const { providers, text } = useApp()
  const known = useSelect(providers.store, (state) => state.providers)
  const nameOf = (id: string) => {
    const provider = known.find((each) => each.id === id)
    return provider ? providerName(text, provider) : id
  }
  return (
    <table className="usage-table">
      <Heads first={text('usage.model')} count={text('usage.requests')} />
      <tbody>
        {models.map((model, index) => (
          <tr key={keyOf(model)}>
            <th scope="row">
              <i className="usage-dot" data-colour={Math.min(index, coloured)} aria-hidden="true" />
              {model.model} <span className="usage-aside">{nameOf(model.providerId)}</span>
            </th>
            <Figures count={model.rounds} sum={model} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function DayTable({ columns }: { readonly columns: readonly Column[] }) {
  const { locale, text } = useApp()
  const used = columns.filter(({ sum }) => sum.rounds > 0).toReversed()
  return (
    <table className="usage-table">
      <Heads first={text('usage.day')} count={text('usage.requests')} />
      <tbody>
        {used.map(({ period, sum }) => (
          <tr key={period}>
            <th scope="row">{periodText(period, locale)}</th>
            <Figures count={sum.rounds} sum={sum} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function SessionTable({ sessions }: { readonly sessions: readonly SessionUsage[] }) {
  const { conversation, text, view } = useApp()
  const open = (session: SessionUsage) => {
    view.showChat()
    void conversation.open(session.sessionId)
  }
  return (
    <table className="usage-table">
      <Heads first={text('usage.chat')} count={text('usage.answers')} />
      <tbody>
        {sessions.map((session) => (
          <tr key={session.sessionId}>
            <th scope="row">
              <button type="button" className="usage-open" onClick={() => open(session)}>
                {session.title || text('window.new-chat')}
              </button>
            </th>
            <Figures count={session.runs} sum={session} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}
