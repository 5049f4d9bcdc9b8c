import { useId } from 'react'
import { Field } from '../../ui/field/field.tsx'
import { SecretInput } from '../../ui/field/secret-input.tsx'
import { useSettingsText } from './use-settings-text.ts'

export interface KeptValueFieldProps {
  readonly placeholder: string
  readonly bad: boolean
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A value that goes to the keys and cannot be read back. */
export function KeptValueField({ placeholder, bad, value, onChange }: KeptValueFieldProps) {
  const text = useSettingsText()
  const id = useId()
  return (
    <Field
      id={id}
      label={text('advanced.headers.value')}
      error={bad ? text('advanced.headers.value.bad') : undefined}
    >
      <SecretInput
        id={id}
        value={value}
        icon={false}
        invalid={bad}
        placeholder={placeholder}
        showLabel={text('providers.key.show')}
        hideLabel={text('providers.key.hide')}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
