import { useState } from 'react'
import { useText } from '../../state/app-context.tsx'
import { CardLine, CardSection } from '../../ui/card/card.tsx'
import { NumberInput } from '../../ui/field/number-input.tsx'
import { Switch } from '../../ui/switch/switch.tsx'
import { Page } from './page.tsx'
import { LongChatsSection } from './long-chats-section.tsx'
import { WritingSection } from './writing-section.tsx'
import { useSettings } from './use-settings.ts'

const MOST_ROUNDS = 1000

/** How answers are made. */
export function RunPage() {
  const text = useText()
  const [settings, update] = useSettings()
  const [badRounds, setBadRounds] = useState(false)
  if (!settings) return null
  const fixed = (field: 'streaming' | 'parallelTools') => settings.overridden.includes(field)
  const note = (field: 'streaming' | 'parallelTools', words: string) =>
    fixed(field) ? text('settings.overridden') : words
  return (
    <Page title={text('settings.page.run')} text={text('run.text')}>
      <CardSection>
        <CardLine title={text('run.streaming')} text={note('streaming', text('run.streaming.text'))}>
          <Switch
            label={text('run.streaming')}
            checked={settings.streaming}
            onChange={(streaming) => update({ streaming })}
          />
        </CardLine>
        <CardLine title={text('run.parallel')} text={note('parallelTools', text('run.parallel.text'))}>
          <Switch
            label={text('run.parallel')}
            checked={settings.parallelTools}
            onChange={(parallelTools) => update({ parallelTools })}
          />
        </CardLine>
        <CardLine
          title={text('run.rounds')}
          text={badRounds ? text('run.rounds.bad') : text('run.rounds.text')}
        >
          <NumberInput
            label={text('run.rounds')}
            value={settings.maxRounds}
            min={1}
            max={MOST_ROUNDS}
            onRefuse={setBadRounds}
            onCommit={(maxRounds) => update({ maxRounds })}
          />
        </CardLine>
      </CardSection>
      <WritingSection />
      <LongChatsSection />
    </Page>
  )
}
