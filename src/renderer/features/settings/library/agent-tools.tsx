import { useEffect, useState } from 'react'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { Badge } from '../../../ui/badge/badge.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { Segmented } from '../../../ui/segmented/segmented.tsx'
import { Switch } from '../../../ui/switch/switch.tsx'

export interface AgentToolsProps {
  /** Undefined for all that are on. */
  readonly value: readonly string[] | undefined
  readonly onChange: (tools: readonly string[] | undefined) => void
}

/** Which tools an agent may use. What it names and is not there now stays named: a server may be off for a while. */
export function AgentTools({ value, onChange }: AgentToolsProps) {
  const { text } = useApp()
  const present = useToolNames()
  const isGone = (name: string) => present?.includes(name) === false
  const gone = (value ?? []).filter(isGone)
  const switchTool = (name: string, on: boolean) =>
    onChange(on ? [...(value ?? []), name] : (value ?? []).filter((each) => each !== name))
  return (
    <CardSection title={text('agents.tools')}>
      <CardLine
        title={text('agents.tools.set')}
        text={text(value ? 'agents.tools.some.text' : 'agents.tools.all.text')}
      >
        <Segmented
          label={text('agents.tools.set')}
          value={value ? 'some' : 'all'}
          options={[
            { value: 'all', label: text('agents.tools.all') },
            { value: 'some', label: text('agents.tools.some') },
          ]}
          // Whoever is quicker than the list would choose none.
          disabled={!present}
          onChange={(set) => onChange(set === 'some' ? present : undefined)}
        />
      </CardLine>
      {value &&
        present &&
        [...present, ...gone].map((name) => (
          <div key={name} className="card-line library-tool">
            <span className="model-id font-mono">{name}</span>
            {isGone(name) && <Badge>{text('agents.tools.gone')}</Badge>}
            <Switch
              label={text('tools.use', { name })}
              checked={value.includes(name)}
              onChange={(on) => switchTool(name, on)}
            />
          </div>
        ))}
    </CardSection>
  )
}

/** The tools that are on; undefined until they are known. */
function useToolNames(): readonly string[] | undefined {
  const app = useApp()
  const { tools } = app
  const [names, setNames] = useState<readonly string[]>()
  useEffect(() => {
    void attempt(
      app,
      tools.view().then((view) => setNames(view.tools.filter(({ on }) => on).map(({ name }) => name))),
    )
  }, [app, tools])
  return names
}
