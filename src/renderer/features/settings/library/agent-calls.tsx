import { useState } from 'react'
import type { AgentWords } from '../../../../contract/agent.ts'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { OptionalNumber } from '../../../ui/field/optional-number.tsx'
import { Select } from '../../../ui/select/select.tsx'
import { useSettingsText } from '../use-settings-text.ts'

type Fields = Pick<AgentWords, 'parallelTools' | 'maxParallelTools' | 'toolCallTimeoutMs'>

export interface AgentCallsProps {
  readonly value: Fields
  readonly onChange: (fields: Fields) => void
}

const MOST_AT_ONCE = 64
const LONGEST_SECONDS = 86_400
const MS_PER_SECOND = 1000
const ways = ['open', 'on', 'off'] as const

/** How the tool calls of an agent run. */
export function AgentCalls({ value, onChange }: AgentCallsProps) {
  const text = useSettingsText()
  const [bad, setBad] = useState<'at-once' | 'timeout'>()
  const { parallelTools, maxParallelTools, toolCallTimeoutMs } = value
  const way = parallelTools === undefined ? 'open' : parallelTools ? 'on' : 'off'
  const words = (field: 'at-once' | 'timeout') =>
    text(bad === field ? `agents.${field}.bad` : `agents.${field}.text`)
  return (
    <CardSection title={text('agents.calls')}>
      <CardLine title={text('agents.parallel')} text={text('agents.parallel.text')}>
        <Select
          label={text('agents.parallel')}
          value={way}
          groups={[
            {
              options: ways.map((each) => ({
                value: each,
                label: text(each === 'open' ? 'agents.open' : `agents.parallel.${each}`),
              })),
            },
          ]}
          onChange={(next) => onChange({ parallelTools: next === 'open' ? undefined : next === 'on' })}
        />
      </CardLine>
      <CardLine title={text('agents.at-once')} text={words('at-once')}>
        <OptionalNumber
          label={text('agents.at-once')}
          placeholder={text('agents.open')}
          max={MOST_AT_ONCE}
          value={maxParallelTools}
          onRefuse={(refused) => setBad(refused ? 'at-once' : undefined)}
          onCommit={(most) => onChange({ maxParallelTools: most })}
        />
      </CardLine>
      <CardLine title={text('agents.timeout')} text={words('timeout')}>
        <OptionalNumber
          label={text('agents.timeout')}
          placeholder={text('agents.open')}
          unit={text('advanced.seconds')}
          max={LONGEST_SECONDS}
          value={toolCallTimeoutMs === undefined ? undefined : toolCallTimeoutMs / MS_PER_SECOND}
          onRefuse={(refused) => setBad(refused ? 'timeout' : undefined)}
          onCommit={(seconds) =>
            onChange({ toolCallTimeoutMs: seconds === undefined ? undefined : seconds * MS_PER_SECOND })
          }
        />
      </CardLine>
    </CardSection>
  )
}
