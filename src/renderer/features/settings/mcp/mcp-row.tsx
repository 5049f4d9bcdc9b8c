import type { Text } from '../../../../contract/language/text.ts'
import type { McpServerView } from '../../../../contract/mcp.ts'
import { useApp } from '../../../state/app-context.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { Ring } from '../../../ui/ring/ring.tsx'
import { ChoiceRow } from '../choice-row.tsx'

export interface McpRowProps {
  readonly server: McpServerView
  readonly selected: boolean
  readonly onSelect: () => void
}

/** One server: its name, and in two words how it stands. */
export function McpRow({ server, selected, onSelect }: McpRowProps) {
  const { text } = useApp()
  const { state } = server.status
  const failed = server.enabled && state === 'failed'
  return (
    <ChoiceRow
      name={server.name}
      state={stateOf(text, server)}
      failed={failed}
      selected={selected}
      onSelect={onSelect}
    >
      {failed && <Icon name="alert" size={14} className="call-sign-failed" />}
      {state === 'ready' && <Icon name="check" size={14} className="call-sign-completed" />}
      {state === 'starting' && <Ring size={12} />}
    </ChoiceRow>
  )
}

function stateOf(text: Text, { enabled, status }: McpServerView): string {
  if (!enabled) return text('mcp.state.off')
  if (status.state === 'ready') return text('mcp.state.ready', { count: status.tools.length })
  return text(`mcp.state.${status.state}`)
}
