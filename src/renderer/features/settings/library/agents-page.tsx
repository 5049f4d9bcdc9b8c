import { useState } from 'react'
import type { AgentView } from '../../../../contract/agent.ts'
import type { AgentId } from '../../../../contract/id.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { useFocusBack } from '../../../ui/field/use-focus-back.ts'
import { ChoiceRow } from '../choice-row.tsx'
import { AgentForm } from './agent-form.tsx'
import { LibrarySplit } from './library-split.tsx'
import './library.css'

/** The user's agents at the left, the chosen one at the right. */
export function AgentsPage() {
  const { agents: room } = useApp()
  const agents = useSelect(room.store, (state) => state.agents)
  const [chosen, setChosen] = useState<AgentId | 'new' | undefined>(() =>
    room.store.getState().unsaved['new'] ? 'new' : undefined,
  )
  useFocusBack(chosen === 'new', () => document.querySelector('.detail-fields input'))
  const agent = chosen === 'new' ? undefined : (agents.find(({ id }) => id === chosen) ?? agents[0])
  const isShown = agent !== undefined || chosen === 'new'
  return (
    <LibrarySplit
      kind="agents"
      form={isShown ? <AgentForm key={agent?.id ?? 'new'} agent={agent} onChoose={setChosen} /> : undefined}
      onNew={() => setChosen('new')}
    >
      {agents.map((each) => (
        <li key={each.id}>
          <AgentRow agent={each} selected={each === agent} onSelect={() => setChosen(each.id)} />
        </li>
      ))}
    </LibrarySplit>
  )
}

interface AgentRowProps {
  readonly agent: AgentView
  readonly selected: boolean
  readonly onSelect: () => void
}

function AgentRow({ agent, selected, onSelect }: AgentRowProps) {
  const { settings, text } = useApp()
  const isDefault = useSelect(settings.store, (state) => state.settings?.agentId === agent.id)
  const says = [isDefault ? text('agents.default.state') : '', agent.model ?? ''].filter(Boolean)
  return (
    <ChoiceRow
      name={agent.name}
      state={says.join(' · ') || text('agents.model.open')}
      selected={selected}
      onSelect={onSelect}
    />
  )
}
