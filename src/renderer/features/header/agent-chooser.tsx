import { agentIdSchema } from '../../../contract/id.ts'
import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { useChatAgent } from '../../state/use-chat-agent.ts'
import { Button } from '../../ui/button/button.tsx'
import { Menu, MenuChoices, MenuItem, MenuSeparator } from '../../ui/menu/menu.tsx'

const none = ''

/** Shows who answers next in the open chat and offers every other agent. Out of sight until there is one to choose. */
export function AgentChooser() {
  const app = useApp()
  const { agents, conversation, text, view } = app
  const known = useSelect(agents.store, (state) => state.agents)
  const session = useSelect(conversation.store, (state) => state.session)
  const agent = useChatAgent()
  if (known.length === 0 && agent === 'none') return null
  const isDeleted = agent === 'deleted'
  const name = typeof agent === 'string' ? text(`header.agent.${agent}`) : agent.name
  return (
    <Menu
      trigger={
        <Button
          variant="ghost"
          icon={isDeleted ? 'alert' : 'agent'}
          trailingIcon="down"
          className="header-agent"
          aria-label={text('header.agent', { name })}
          title={isDeleted ? text('header.agent.deleted.text') : undefined}
        >
          <span className="header-agent-name">{name}</span>
        </Button>
      }
    >
      <MenuChoices
        value={typeof agent === 'string' ? (isDeleted ? '?' : none) : agent.id}
        groups={[
          {
            id: 'agents',
            label: text('header.agent.choose'),
            options: [
              { value: none, label: text('header.agent.none') },
              ...known.map(({ id, name: label, model }) => ({
                value: id,
                label,
                ...(model && { note: model }),
              })),
            ],
          },
        ]}
        onChange={(value) =>
          void attempt(app, agents.choose(session, value === none ? null : agentIdSchema.parse(value)))
        }
      />
      <MenuSeparator />
      <MenuItem
        icon="gear"
        label={text('header.agent.manage')}
        onSelect={() => view.showSettings('agents')}
      />
    </Menu>
  )
}
