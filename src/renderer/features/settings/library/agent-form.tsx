import { type FormEvent, useState } from 'react'
import type { AgentView, AgentWords } from '../../../../contract/agent.ts'
import type { AgentId } from '../../../../contract/id.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { failureOf, failureText } from '../../../state/failure.ts'
import { removeAgent } from '../../../state/library-actions.ts'
import { newChat } from '../../../state/window-focus.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { Switch } from '../../../ui/switch/switch.tsx'
import { FormField } from '../mcp/form-field.tsx'
import { useSettings } from '../use-settings.ts'
import { WishesSection } from '../writing-section.tsx'
import { AgentCalls } from './agent-calls.tsx'
import { AgentModel } from './agent-model.tsx'
import { AgentTools } from './agent-tools.tsx'
import { FormEnd } from './form-end.tsx'
import { useFirstField, useUnsaved } from './use-unsaved.ts'

const LINES = 8

export interface AgentFormProps {
  /** The agent that is changed; absent for a new one. */
  readonly agent: AgentView | undefined
  readonly onChoose: (id: AgentId) => void
}

/** Everything about one agent. It is changed as a whole, so that no answer is made with half of a change. */
export function AgentForm({ agent, onChoose }: AgentFormProps) {
  const { agents, text, toasts } = useApp()
  const fresh = { name: text('agents.new.name'), instructions: text('agents.new.instructions') }
  const key = agent?.id ?? 'new'
  const { words: draft, change, discard } = useUnsaved<AgentWords>(agents, key, agent ?? fresh)
  const form = useFirstField(!agent)
  const [error, setError] = useState<string>()
  const save = async (event: FormEvent) => {
    event.preventDefault()
    try {
      const saved = await agents.save({ ...draft, ...(agent && { id: agent.id }) })
      agents.keep(key, undefined)
      setError(undefined)
      toasts.show({ tone: 'done', text: text('agents.saved', { name: saved.name }) })
      onChoose(saved.id)
    } catch (reason) {
      setError(failureText(text, failureOf(reason)))
    }
  }
  return (
    <form ref={form} className="detail library-form" onSubmit={(event) => void save(event)}>
      <header className="page-head">
        <h1>{agent?.name ?? text('agents.new.title')}</h1>
        <p>{text('agents.new.text')}</p>
      </header>
      {agent && <AgentActions agent={agent} onChoose={onChoose} />}
      <NameAndInstructions value={draft} fresh={fresh} onChange={change} />
      <AgentModel value={draft} onChange={change} />
      <WishesSection
        title={text('writing')}
        open={text('agents.open')}
        value={draft.generation ?? {}}
        onChange={(generation) => change({ generation })}
      />
      <AgentTools value={draft.tools} onChange={(tools) => change({ tools })} />
      <AgentCalls value={draft} onChange={change} />
      <FormEnd
        label={text(agent ? 'agents.save' : 'agents.create')}
        ready={draft.name.trim() !== ''}
        error={error}
        onDiscard={discard}
      />
      {agent && <AgentEnd agent={agent} />}
    </form>
  )
}

interface NameAndInstructionsProps {
  readonly value: AgentWords
  /** What stands in an empty field. */
  readonly fresh: AgentWords
  readonly onChange: (fields: Partial<AgentWords>) => void
}

function NameAndInstructions({ value, fresh, onChange }: NameAndInstructionsProps) {
  const { text } = useApp()
  return (
    <div className="detail-fields">
      <FormField
        label={text('agents.name')}
        placeholder={fresh.name}
        value={value.name}
        onChange={(name) => onChange({ name })}
      />
      <FormField
        label={text('agents.instructions')}
        placeholder={fresh.instructions}
        hint={text('agents.instructions.hint')}
        rows={LINES}
        value={value.instructions}
        onChange={(instructions) => onChange({ instructions })}
      />
    </div>
  )
}

interface AgentActionsProps {
  readonly agent: AgentView
  readonly onChoose: (id: AgentId) => void
}

function AgentActions({ agent, onChoose }: AgentActionsProps) {
  const app = useApp()
  const { agents, text } = app
  const duplicate = () =>
    attempt(
      app,
      agents.duplicate(agent.id).then((copy) => onChoose(copy.id)),
    )
  return (
    <div className="library-actions">
      <Button icon="compose" onClick={() => newChat(app, agent.id)}>
        {text('agents.chat')}
      </Button>
      <Button icon="copy" onClick={() => void duplicate()}>
        {text('agents.duplicate')}
      </Button>
    </div>
  )
}

/** What is done at once, apart from what the form says. */
function AgentEnd({ agent }: { readonly agent: AgentView }) {
  const app = useApp()
  const { text } = app
  const [settings, update] = useSettings()
  return (
    <CardSection>
      <CardLine title={text('agents.default')} text={text('agents.default.text')}>
        <Switch
          label={text('agents.default')}
          checked={settings?.agentId === agent.id}
          onChange={(on) => update({ agentId: on ? agent.id : null })}
        />
      </CardLine>
      <CardLine title={text('agents.remove')} text={text('agents.remove.text')}>
        <Button className="is-destructive" onClick={() => void removeAgent(app, agent)}>
          {text('agents.remove.action')}
        </Button>
      </CardLine>
    </CardSection>
  )
}
