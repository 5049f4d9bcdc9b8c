import { useState } from 'react'
import { bodyFieldsSchema, type BodyFields } from '../../../../../contract/provider-network.ts'
import type { Text } from '../../../../../contract/language/text.ts'
import { CardSection } from '../../../../ui/card/card.tsx'
import { CodeField } from '../../../../ui/field/code-field.tsx'
import type { AdvancedSectionProps } from './section-props.ts'
import { useChange } from './use-change.ts'
import { useSettingsText } from '../../use-settings-text.ts'

const example = '{ "temperature": 0.7 }'

/** Fields that are added to each question, as JSON. What is no JSON stays on the screen and is not saved. */
export function BodySection({ provider, advanced }: AdvancedSectionProps) {
  const text = useSettingsText()
  const { save, error } = useChange(provider)
  const [bad, setBad] = useState<string>()
  const commit = (written: string) => {
    const read = readFields(text, written)
    setBad('wrong' in read ? read.wrong : undefined)
    if ('wrong' in read) return false
    void save({ body: Object.keys(read.fields).length === 0 ? null : read.fields })
    return true
  }
  const isEmpty = Object.keys(advanced.body).length === 0
  return (
    <CardSection title={text('advanced.body')}>
      <div className="card-line advanced-fields">
        <CodeField
          label={text('advanced.body.label')}
          value={isEmpty ? '' : JSON.stringify(advanced.body, undefined, 2)}
          placeholder={example}
          hint={text('advanced.body.hint', { example })}
          error={bad ?? error}
          onCommit={commit}
        />
      </div>
    </CardSection>
  )
}

function readFields(
  text: Text,
  written: string,
): { readonly fields: BodyFields } | { readonly wrong: string } {
  if (written.trim() === '') return { fields: {} }
  try {
    const { success, data } = bodyFieldsSchema.safeParse(JSON.parse(written))
    return success ? { fields: data } : { wrong: text('advanced.body.not-object') }
  } catch (error) {
    return { wrong: text('advanced.body.bad', { reason: error instanceof Error ? error.message : '' }) }
  }
}
