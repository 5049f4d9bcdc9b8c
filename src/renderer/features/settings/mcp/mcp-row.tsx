import type { Text } from '../../../../contract/language/text.ts'
import type { McpServerView } from '../../../../contract/mcp.ts'
import { useApp } from '../../../state/app-context.tsx'
import { Tile } from '../../../ui/card/tile.tsx'
import { classNames } from '../../../ui/class-names.ts'
import { Icon } from '../../../ui/icon/icon.tsx'
import { Ring } from '../../../ui/ring/ring.tsx'

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
    <button
      type="button"
      className="row provider-row"
      aria-current={selected ? 'true' : undefined}
      onClick={onSelect}
    >
      <Tile name={server.name} />
      <span className="min-w-0 flex-1">
        <span className="row-text block">{server.name}</span>
        <span className={classNames('provider-state', failed && 'is-bad')}>{stateOf(text, server)}</span>
      </span>
      {failed && <Icon name="alert" size={14} className="call-sign-failed" />}
      {state === 'ready' && <Icon name="check" size={14} className="call-sign-completed" />}
      {state === 'starting' && <Ring size={12} />}
    </button>
  )
}

function stateOf(text: Text, { enabled, status }: McpServerView): string {
  if (!enabled) return text('mcp.state.off')
  if (status.state === 'ready') return text('mcp.state.ready', { count: status.tools.length })
  return text(`mcp.state.${status.state}`)
}
