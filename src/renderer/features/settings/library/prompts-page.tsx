import { type ChangeEvent, useRef, useState } from 'react'
import type { PromptId } from '../../../../contract/id.ts'
import type { Prompt } from '../../../../contract/prompt.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { useFocusBack } from '../../../ui/field/use-focus-back.ts'
import { ChoiceRow } from '../choice-row.tsx'
import { PromptForm } from './prompt-form.tsx'
import { LibrarySplit } from './library-split.tsx'
import './library.css'

/** The library of prompts at the left, the chosen one at the right. */
export function PromptsPage() {
  const { prompts: room } = useApp()
  const prompts = useSelect(room.store, (state) => state.prompts)
  const [chosen, setChosen] = useState<PromptId | 'new' | undefined>(() =>
    room.store.getState().unsaved['new'] ? 'new' : undefined,
  )
  useFocusBack(chosen === 'new', () => document.querySelector('.detail-fields input'))
  const prompt = chosen === 'new' ? undefined : (prompts.find(({ id }) => id === chosen) ?? prompts[0])
  const isShown = prompt !== undefined || chosen === 'new'
  return (
    <LibrarySplit
      kind="prompts"
      below={<InAndOut empty={prompts.length === 0} />}
      form={
        isShown ? <PromptForm key={prompt?.id ?? 'new'} prompt={prompt} onChoose={setChosen} /> : undefined
      }
      onNew={() => setChosen('new')}
    >
      {prompts.map((each) => (
        <li key={each.id}>
          <PromptRow prompt={each} selected={each === prompt} onSelect={() => setChosen(each.id)} />
        </li>
      ))}
    </LibrarySplit>
  )
}

interface PromptRowProps {
  readonly prompt: Prompt
  readonly selected: boolean
  readonly onSelect: () => void
}

function PromptRow({ prompt, selected, onSelect }: PromptRowProps) {
  const { name, description, text } = prompt
  const [call, says] = [`/${name}`, description ?? text]
  return <ChoiceRow name={name} title={call} state={says} selected={selected} onSelect={onSelect} />
}

function InAndOut({ empty }: { readonly empty: boolean }) {
  const app = useApp()
  const { prompts, text, toasts } = app
  const input = useRef<HTMLInputElement>(null)
  const read = async (file: File) => {
    const added = await prompts.importText(await file.text())
    toasts.show({ tone: 'done', text: text('prompts.imported', { count: added }) })
  }
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? []
    if (file) void attempt(app, read(file))
    // So that the same file can be chosen again.
    event.target.value = ''
  }
  return (
    <div className="library-files">
      <input ref={input} type="file" accept=".json,application/json" hidden onChange={onChange} />
      <Button variant="ghost" size="sm" onClick={() => input.current?.click()}>
        {text('prompts.import')}
      </Button>
      <Button
        variant="ghost"
        size="sm"
        disabled={empty}
        onClick={() => void attempt(app, prompts.exportFile())}
      >
        {text('prompts.export')}
      </Button>
    </div>
  )
}
