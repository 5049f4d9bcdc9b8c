import type { CSSProperties } from 'react'
import type { ContextEstimate } from '../../../contract/money.ts'
import { useApp } from '../../state/app-context.tsx'
import { dollarsText, shortCount } from '../../state/format.ts'
import { Tooltip } from '../../ui/tooltip/tooltip.tsx'
import { useContextEstimate } from './use-context-estimate.ts'
import { useNextModelName } from './use-next-model-name.ts'

const warnAt = 75
const badAt = 90

/** How full the model's window would be with the next request, and what that costs before its answer. */
export function ContextMeter({ draftKey }: { readonly draftKey: string }) {
  const { locale, text } = useApp()
  const { demo } = useNextModelName()
  const estimate = useContextEstimate(draftKey)
  if (demo || !estimate || estimate.tokens === 0) return null
  const { tokens, contextTokens } = estimate
  if (!contextTokens) {
    return (
      <Tooltip text={sentences(text, estimate, locale)}>
        <span className="meter" tabIndex={0} role="note" aria-label={sentences(text, estimate, locale)}>
          {shortCount(tokens, locale)}
        </span>
      </Tooltip>
    )
  }
  const share = Math.round((100 * tokens) / contextTokens)
  const style = { '--share': `${Math.min(100, share)}%` } as CSSProperties
  return (
    <Tooltip text={sentences(text, estimate, locale)}>
      <span
        className="meter"
        data-level={share >= badAt ? 'bad' : share >= warnAt ? 'warn' : undefined}
        tabIndex={0}
        role="meter"
        aria-label={text('meter.label')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.min(100, share)}
        aria-valuetext={sentences(text, estimate, locale)}
      >
        <i style={style} aria-hidden="true" />
        {text('unit.percent', { value: share })}
      </span>
    </Tooltip>
  )
}

function sentences(
  text: ReturnType<typeof useApp>['text'],
  { tokens, contextTokens, cost }: ContextEstimate,
  locale: string,
): string {
  const count = (value: number) => new Intl.NumberFormat(locale).format(value)
  const size = contextTokens
    ? text('meter.of', { tokens: count(tokens), context: count(contextTokens) })
    : text('meter.unknown', { tokens: count(tokens) })
  return [
    size,
    ...(cost === undefined ? [] : [text('meter.cost', { cost: dollarsText(text, cost) })]),
    ...(contextTokens && tokens > contextTokens ? [text('meter.full')] : []),
  ].join(' ')
}
