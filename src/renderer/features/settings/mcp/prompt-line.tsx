import { newChatKey } from '../../../../contract/draft.ts'
import { useState } from 'react'
import type { McpPrompt } from '../../../../contract/mcp.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine } from '../../../ui/card/card.tsx'
import { FormField } from './form-field.tsx'

export interface PromptLineProps {
  readonly server: string
  readonly prompt: McpPrompt
}

/** One prompt of a server: its arguments, and the way into the message that is being written. */
export function PromptLine({ server, prompt }: PromptLineProps) {
  const { text } = useApp()
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const insert = useInsert(server, prompt.name)
  const missing = prompt.arguments.some(({ name, required }) => required && !given[name])
  return (
    <>
      <CardLine
        title={<span className="font-mono">{prompt.name}</span>}
        text={prompt.description && <span className="tool-words">{prompt.description}</span>}
      >
        <Button disabled={missing} onClick={() => void insert(given)}>
          {text('mcp.prompts.insert')}
        </Button>
      </CardLine>
      {prompt.arguments.length > 0 && (
        <fieldset className="mcp-arguments" aria-label={prompt.name}>
          {prompt.arguments.map(({ name, description = '' }) => (
            <FormField
              key={name}
              label={name}
              placeholder={description}
              value={given[name] ?? ''}
              onChange={(value) => setGiven((before) => ({ ...before, [name]: value }))}
            />
          ))}
        </fieldset>
      )}
    </>
  )
}

/** Puts the words behind what is written in the open chat, and goes there. */
function useInsert(server: string, prompt: string) {
  const app = useApp()
  const { conversation, drafts, mcp, view } = app
  return (given: Readonly<Record<string, string>>) =>
    attempt(
      app,
      mcp.prompt(server, prompt, given).then((words) => {
        const key = conversation.store.getState().sessionId ?? newChatKey
        const before = drafts.store.getState().drafts[key] ?? ''
        drafts.set(key, before === '' ? words : `${before}\n\n${words}`)
        view.showChat()
      }),
    )
}
