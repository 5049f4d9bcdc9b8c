import { useState } from 'react'
import type { ContextSettings } from '../../../contract/settings.ts'
import { useText } from '../../state/app-context.tsx'
import { CardLine, CardSection } from '../../ui/card/card.tsx'
import { NumberInput } from '../../ui/field/number-input.tsx'
import { Switch } from '../../ui/switch/switch.tsx'
import { useSettings } from './use-settings.ts'

const LEAST_SHARE = 20
const MOST_SHARE = 95

/** What happens when a chat nears the end of the model's window. */
export function LongChatsSection() {
  const text = useText()
  const [settings, update] = useSettings()
  const [bad, setBad] = useState(false)
  if (!settings) return null
  const { context } = settings
  const set = (change: Partial<ContextSettings>) => update({ context: { ...context, ...change } })
  return (
    <CardSection title={text('long')}>
      <CardLine title={text('long.compaction')} text={text('long.compaction.text')}>
        <Switch
          label={text('long.compaction')}
          checked={context.compaction}
          onChange={(compaction) => set({ compaction })}
        />
      </CardLine>
      {context.compaction && (
        <CardLine title={text('long.share')} text={text(bad ? 'long.share.bad' : 'long.share.text')}>
          <NumberInput
            label={text('long.share')}
            value={context.compactAt}
            min={LEAST_SHARE}
            max={MOST_SHARE}
            onRefuse={setBad}
            onCommit={(compactAt) => set({ compactAt })}
          />
        </CardLine>
      )}
      <CardLine title={text('long.trimming')} text={text('long.trimming.text')}>
        <Switch
          label={text('long.trimming')}
          checked={context.trimming}
          onChange={(trimming) => set({ trimming })}
        />
      </CardLine>
    </CardSection>
  )
}
