import { useState } from 'react'
import type { AgentView } from '../../../../contract/agent.ts'
import type { AgentId } from '../../../../contract/id.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { Tile } from '../../../ui/card/tile.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { AgentForm } from './agent-form.tsx'
import './library.css'

/** The user's agents at the left, the chosen one at the right. */
export function AgentsPage() {
  const { agents: room, text } = useApp()
  const agents = useSelect(room.store, (state) => state.agents)
  const [chosen, setChosen] = useState<AgentId | 'new'>()
  const agent = chosen === 'new' ? undefined : (agents.find(({ id }) => id === chosen) ?? agents[0])
  return (
    <div className="split">
      <div className="split-list">
        <div className="titlebar drag">
          <h1 className="flex-1">{text('settings.page.agents')}</h1>
          <Button variant="ghost" size="sm" icon="plus" onClick={() => setChosen('new')}>
            {text('agents.add')}
          </Button>
        </div>
        <ul className="split-scroll scroll" aria-label={text('settings.page.agents')}>
          {agents.map((each) => (
            <li key={each.id}>
              <AgentRow agent={each} selected={each === agent} onSelect={() => setChosen(each.id)} />
            </li>
          ))}
        </ul>
      </div>
      <div className="page scroll">
        {agent || chosen === 'new' ? (
          <AgentForm key={agent?.id ?? 'new'} agent={agent} onChoose={setChosen} />
        ) : (
          <div className="library-empty">
            <Empty icon="agent" title={text('agents.none.title')}>
              {text('agents.none.text')}
            </Empty>
            <Button variant="primary" onClick={() => setChosen('new')}>
              {text('agents.none.action')}
            </Button>
          </div>
        )}
      </div>
    </div>
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
    <button
      type="button"
      className="row provider-row"
      aria-current={selected ? 'true' : undefined}
      onClick={onSelect}
    >
      <Tile name={agent.name} />
      <span className="min-w-0 flex-1">
        <span className="row-text block">{agent.name}</span>
        <span className="provider-state">{says.join(' · ') || text('agents.model.open')}</span>
      </span>
    </button>
  )
}
