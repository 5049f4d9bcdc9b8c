import type { ComponentProps } from 'react'
import { inOneParagraph } from '../../../contract/language/sentences.ts'
import type { ContextEstimate } from '../../../contract/money.ts'
import { attempt } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import { dollarsText, shortCount } from '../../state/format.ts'
import { isNarrow } from '../../state/use-narrow.ts'
import { useNextModel } from '../../state/use-next-model.ts'
import { Icon } from '../../ui/icon/icon.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu/menu.tsx'
import { lengthStyle } from '../../ui/time-bar/length-style.ts'
import { tip } from '../../ui/tooltip/tip.ts'
import { useContextEstimate } from './use-context-estimate.ts'
import { useNextModelName } from './use-next-model-name.ts'

const warnAt = 75
const badAt = 90

/** How full the model's window would be with the next request, and what that costs before its answer. */
export function ContextMeter({ draftKey }: { readonly draftKey: string }) {
  const app = useApp()
  const { conversation, locale, text, view } = app
  const choice = useNextModel()
  const { demo } = useNextModelName()
  const estimate = useContextEstimate(draftKey)
  if (demo || !estimate || estimate.tokens === 0) return null
  const { tokens, contextTokens } = estimate
  const said = sentences(text, estimate, locale)
  const share = contextTokens && Math.round((100 * tokens) / contextTokens)
  const words = share === undefined ? shortCount(tokens, locale) : text('unit.percent', { value: share })
  return (
    <Menu align="end" side="top" trigger={<MeterButton said={said} share={share} words={words} />}>
      <MenuItem
        icon="inspector"
        label={text('context.open')}
        onSelect={() => view.showContext(isNarrow('inspector'))}
      />
      <MenuItem
        icon="archive"
        label={text('fold.now')}
        onSelect={() => void attempt(app, conversation.compact(choice))}
      />
      <MenuSeparator />
      <MenuItem icon="gear" label={text('fold.settings')} onSelect={() => view.showSettings('run')} />
      <MenuItem icon="coin" label={text('fold.limits')} onSelect={() => view.showSettings('limits')} />
    </Menu>
  )
}

interface MeterButtonProps extends ComponentProps<'button'> {
  readonly said: string
  readonly share: number | undefined
  readonly words: string
}

function MeterButton({ said, share, words, ...rest }: MeterButtonProps) {
  return (
    <button
      {...rest}
      {...tip(said)}
      type="button"
      className="meter"
      aria-label={`${said} ${words}`}
      data-level={levelOf(share)}
    >
      {share === undefined ? (
        <Icon name="gauge" size={14} />
      ) : (
        <i style={lengthStyle(share / 100)} aria-hidden="true" />
      )}
      {words}
    </button>
  )
}

function levelOf(share: number | undefined): 'warn' | 'bad' | undefined {
  if (share === undefined || share < warnAt) return undefined
  return share < badAt ? 'warn' : 'bad'
}

function sentences(
  text: ReturnType<typeof useApp>['text'],
  { tokens, contextTokens, cost, media }: ContextEstimate,
  locale: string,
): string {
  const count = (value: number) => new Intl.NumberFormat(locale).format(value)
  const size = contextTokens
    ? text('meter.of', { tokens: count(tokens), context: count(contextTokens) })
    : text('meter.unknown', { tokens: count(tokens) })
  return inOneParagraph(text, [
    size,
    media !== undefined && text('meter.media', { tokens: count(media) }),
    cost !== undefined && text('meter.cost', { cost: dollarsText(text, locale, cost) }),
    contextTokens !== undefined && tokens > contextTokens && text('meter.full'),
  ])
}
