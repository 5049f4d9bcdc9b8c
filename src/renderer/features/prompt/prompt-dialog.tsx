import { Dialog } from '@base-ui/react/dialog'
import { type FormEvent, useId, useRef, useState } from 'react'
import type { Variable } from '../../../contract/prompt-text.ts'
import { attempt } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import { insertWords } from '../../state/insert-prompt.ts'
import type { Filling } from '../../state/prompts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Select } from '../../ui/select/select.tsx'
import './prompt-dialog.css'

/** Asks for the variables of a prompt. Enter puts it into the message, Escape leaves the message as it was. */
export function PromptDialog({ filling }: { readonly filling: Filling }) {
  const app = useApp()
  const { prompts, text } = app
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState(() => valuesOf(filling.variables))
  const insert = async (event: FormEvent) => {
    event.preventDefault()
    const put = async () => insertWords(app, await filling.wordsWith(values), filling.place)
    if (await attempt(app, put())) prompts.ask(undefined)
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && prompts.ask(undefined)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-scrim" />
        <Dialog.Viewport className="dialog-place">
          <Dialog.Popup
            className="dialog"
            initialFocus={() => form.current?.querySelector<HTMLElement>('input, textarea, button') ?? true}
            finalFocus={() => document.querySelector<HTMLElement>('#message')}
          >
            <form ref={form} onSubmit={(event) => void insert(event)}>
              <Dialog.Title className="dialog-title">
                {text('prompts.fill.title', { name: filling.name })}
              </Dialog.Title>
              <Dialog.Description className="dialog-body">{text('prompts.fill.text')}</Dialog.Description>
              <div className="prompt-fields">
                {filling.variables.map((variable) => (
                  <VariableField
                    key={variable.name}
                    variable={variable}
                    value={values.get(variable.name) ?? ''}
                    onChange={(value) => setValues(new Map([...values, [variable.name, value]]))}
                  />
                ))}
              </div>
              <div className="dialog-actions">
                <Button size="lg" onClick={() => prompts.ask(undefined)}>
                  {text('window.cancel')}
                </Button>
                <Button type="submit" variant="primary" size="lg">
                  {text('prompts.fill.insert')}
                </Button>
              </div>
            </form>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function valuesOf(variables: readonly Variable[]): ReadonlyMap<string, string> {
  return new Map(variables.map(({ name, value }) => [name, value]))
}

interface VariableFieldProps {
  readonly variable: Variable
  readonly value: string
  readonly onChange: (value: string) => void
}

function VariableField({ variable: { name, choices }, value, onChange }: VariableFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      {choices ? (
        <Select
          label={name}
          value={value}
          groups={[{ options: choices.map((choice) => ({ value: choice, label: choice })) }]}
          onChange={onChange}
        />
      ) : (
        <div className="input">
          <input
            id={id}
            value={value}
            autoComplete="off"
            // Who writes means another value.
            onFocus={(event) => event.target.select()}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      )}
    </div>
  )
}
