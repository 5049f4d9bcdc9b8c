import { type ChangeEvent, useRef, useState } from 'react'
import type { PromptId } from '../../../../contract/id.ts'
import type { Prompt } from '../../../../contract/prompt.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { Tile } from '../../../ui/card/tile.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { PromptForm } from './prompt-form.tsx'
import './library.css'

/** The library of prompts at the left, the chosen one at the right. */
export function PromptsPage() {
  const { prompts: room, text } = useApp()
  const prompts = useSelect(room.store, (state) => state.prompts)
  const [chosen, setChosen] = useState<PromptId | 'new'>()
  const prompt = chosen === 'new' ? undefined : (prompts.find(({ id }) => id === chosen) ?? prompts[0])
  return (
    <div className="split">
      <div className="split-list">
        <div className="titlebar drag">
          <h1 className="flex-1">{text('settings.page.prompts')}</h1>
          <Button variant="ghost" size="sm" icon="plus" onClick={() => setChosen('new')}>
            {text('agents.add')}
          </Button>
        </div>
        <ul className="split-scroll scroll" aria-label={text('settings.page.prompts')}>
          {prompts.map((each) => (
            <li key={each.id}>
              <PromptRow prompt={each} selected={each === prompt} onSelect={() => setChosen(each.id)} />
            </li>
          ))}
        </ul>
        <InAndOut empty={prompts.length === 0} />
      </div>
      <div className="page scroll">
        {prompt || chosen === 'new' ? (
          <PromptForm key={prompt?.id ?? 'new'} prompt={prompt} onChoose={setChosen} />
        ) : (
          <div className="library-empty">
            <Empty icon="prompt" title={text('prompts.none.title')}>
              {text('prompts.none.text')}
            </Empty>
            <Button variant="primary" onClick={() => setChosen('new')}>
              {text('prompts.none.action')}
            </Button>
          </div>
        )}
      </div>
    </div>
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
  return (
    <button
      type="button"
      className="row provider-row"
      aria-current={selected ? 'true' : undefined}
      onClick={onSelect}
    >
      <Tile name={name} />
      <span className="min-w-0 flex-1">
        <span className="row-text block">{call}</span>
        <span className="provider-state">{says}</span>
      </span>
    </button>
  )
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
