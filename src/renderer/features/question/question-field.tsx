import { useId, useState } from 'react'
import { boundOf, type FieldObjection, type McpField, type McpValue } from '../../../contract/mcp-question.ts'
import { visibleText } from '../../../contract/visible-text.ts'
import { useText } from '../../state/app-context.tsx'
import { Field } from '../../ui/field/field.tsx'
import { Select } from '../../ui/select/select.tsx'
import { Switch } from '../../ui/switch/switch.tsx'
import { numberIn } from './typed.ts'

export interface QuestionFieldProps {
  readonly field: McpField
  readonly value: McpValue | undefined
  readonly bad: FieldObjection | undefined
  readonly onChange: (value: McpValue) => void
}

/** One field of a server's form. */
export function QuestionField({ field, value, bad, onChange }: QuestionFieldProps) {
  const text = useText()
  const id = useId()
  const title = visibleText(field.title)
  const label = field.required ? title : text('question.optional', { title })
  const hint = field.description === undefined ? undefined : visibleText(field.description)
  const error = bad && text(`question.bad.${bad}`, { count: boundOf(field, bad) })
  if (field.type === 'switch') {
    return (
      <div className="question-switch">
        <div>
          <div className="question-name">{title}</div>
          {hint !== undefined && <div className="hint">{hint}</div>}
        </div>
        <Switch label={title} checked={value === true} onChange={onChange} />
      </div>
    )
  }
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {field.type === 'choice' && (
        <Select
          label={label}
          value={typeof value === 'string' ? value : ''}
          groups={[{ options: [{ value: '', label: text('question.none') }, ...optionsOf(field)] }]}
          onChange={onChange}
        />
      )}
      {field.type === 'choices' && <Choices field={field} value={value} onChange={onChange} />}
      {(field.type === 'text' || field.type === 'number') && (
        <Line id={id} field={field} value={value} isBad={bad !== undefined} onChange={onChange} />
      )}
    </Field>
  )
}

interface LineProps {
  readonly id: string
  readonly field: McpField
  readonly value: McpValue | undefined
  readonly isBad: boolean
  readonly onChange: (value: McpValue) => void
}

function Line({ id, field, value, isBad, onChange }: LineProps) {
  // What is typed and not what was read of it: `1.` is on its way to `1.5`.
  const [typed, setTyped] = useState(value === undefined ? '' : String(value))
  return (
    <div className={isBad ? 'input is-bad' : 'input'}>
      <input
        id={id}
        value={typed}
        inputMode={field.type === 'number' ? 'decimal' : undefined}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isBad || undefined}
        aria-describedby={`${id}-note`}
        onChange={({ target }) => {
          setTyped(target.value)
          onChange(field.type === 'number' ? numberIn(target.value) : target.value)
        }}
      />
    </div>
  )
}

interface ChoicesProps {
  readonly field: Extract<McpField, { type: 'choices' }>
  readonly value: McpValue | undefined
  readonly onChange: (value: McpValue) => void
}

function Choices({ field, value, onChange }: ChoicesProps) {
  const chosen = Array.isArray(value) ? value : []
  return (
    <div className="question-choices">
      {optionsOf(field).map((option) => (
        <div key={option.value} className="question-switch">
          {option.label}
          <Switch
            label={option.label}
            checked={chosen.includes(option.value)}
            onChange={(on) =>
              onChange(on ? [...chosen, option.value] : chosen.filter((each) => each !== option.value))
            }
          />
        </div>
      ))}
    </div>
  )
}

function optionsOf({ options }: Extract<McpField, { type: 'choice' | 'choices' }>) {
  return options.map(({ value, label }) => ({ value, label: visibleText(label) }))
}
