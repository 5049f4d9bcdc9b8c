import { type FormEvent, useState } from 'react'
import type { PromptId } from '../../../../contract/id.ts'
import { promptNameSchema, type Prompt, type PromptWords } from '../../../../contract/prompt.ts'
import { variablesIn, type Variable } from '../../../../contract/prompt-text.ts'
import { useApp } from '../../../state/app-context.tsx'
import { listText } from '../../../state/format.ts'
import { failureOf, failureText } from '../../../state/failure.ts'
import { removePrompt } from '../../../state/library-actions.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { FormField } from '../mcp/form-field.tsx'
import { FormEnd } from './form-end.tsx'
import { useFirstField, useUnsaved } from './use-unsaved.ts'

const LINES = 10
const blank: PromptWords = { name: '', text: '' }

export interface PromptFormProps {
  /** The prompt that is changed; absent for a new one. */
  readonly prompt: Prompt | undefined
  readonly onChoose: (id: PromptId) => void
}

/** One prompt, and what it will ask for. */
export function PromptForm({ prompt, onChoose }: PromptFormProps) {
  const app = useApp()
  const { prompts, text, toasts } = app
  const key = prompt?.id ?? 'new'
  const { words: draft, change, discard } = useUnsaved(prompts, key, prompt ?? blank)
  const form = useFirstField(!prompt)
  const [error, setError] = useState<string>()
  const named = promptNameSchema.safeParse(draft.name).success
  const save = async (event: FormEvent) => {
    event.preventDefault()
    try {
      const saved = await prompts.save({ ...draft, ...(prompt && { id: prompt.id }) })
      prompts.keep(key, undefined)
      setError(undefined)
      toasts.show({ tone: 'done', text: text('prompts.saved', { name: saved.name }) })
      onChoose(saved.id)
    } catch (reason) {
      setError(failureText(text, failureOf(reason)))
    }
  }
  return (
    <form ref={form} className="detail" onSubmit={(event) => void save(event)}>
      <header className="page-head">
        <h1>{prompt?.name ?? text('prompts.new.title')}</h1>
        <p>{text('prompts.new.text')}</p>
      </header>
      <div className="detail-fields">
        <PromptFields draft={draft} named={named} onChange={change} />
      </div>
      <VariableList variables={variablesIn(draft.text)} />
      <FormEnd
        label={text(prompt ? 'prompts.save' : 'prompts.create')}
        ready={named && draft.text.trim() !== ''}
        error={error}
        onDiscard={discard}
      />
      {prompt && (
        <CardSection>
          <CardLine title={text('prompts.remove')} text={text('prompts.remove.text')}>
            <Button className="is-destructive" onClick={() => void removePrompt(app, prompt)}>
              {text('prompts.remove.action')}
            </Button>
          </CardLine>
        </CardSection>
      )}
    </form>
  )
}

interface PromptFieldsProps {
  readonly draft: PromptWords
  readonly named: boolean
  readonly onChange: (fields: Partial<PromptWords>) => void
}

function PromptFields({ draft, named, onChange }: PromptFieldsProps) {
  const { text } = useApp()
  return (
    <>
      <FormField
        label={text('prompts.name')}
        placeholder=""
        hint={text('prompts.name.hint')}
        error={draft.name.trim() !== '' && !named ? text('prompts.name.bad') : undefined}
        value={draft.name}
        onChange={(name) => onChange({ name })}
      />
      <FormField
        label={text('prompts.description')}
        placeholder={text('prompts.description.placeholder')}
        value={draft.description ?? ''}
        onChange={(description) => onChange({ description })}
      />
      <FormField
        label={text('prompts.text')}
        placeholder="{{…}}"
        hint={text('prompts.text.hint')}
        rows={LINES}
        value={draft.text}
        onChange={(words) => onChange({ text: words })}
      />
    </>
  )
}

function VariableList({ variables }: { readonly variables: readonly Variable[] }) {
  const { locale, text } = useApp()
  const says = ({ value, choices }: Variable) => {
    if (choices) return text('prompts.variables.choices', { choices: listText(locale, choices, 'or') })
    return value === '' ? text('prompts.variables.empty') : text('prompts.variables.value', { value })
  }
  return (
    <CardSection title={text('prompts.variables')}>
      {variables.length === 0 && <CardLine title={text('prompts.variables.none')} />}
      {variables.map((variable) => (
        <CardLine key={variable.name} title={variable.name} text={says(variable)} />
      ))}
    </CardSection>
  )
}
