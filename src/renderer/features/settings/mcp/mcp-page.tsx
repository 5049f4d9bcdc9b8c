import { useState } from 'react'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { McpDetail } from './mcp-detail.tsx'
import { McpForm } from './mcp-form.tsx'
import { McpRow } from './mcp-row.tsx'
import { PasteServers } from './paste-servers.tsx'
import { SharedRow, SharedSettings } from './shared-settings.tsx'

type Shown =
  | { readonly kind: 'server'; readonly name: string }
  | { readonly kind: 'add' | 'paste' | 'shared' }
  | { readonly kind: 'edit'; readonly name: string }

/** The MCP servers at the left, the chosen one at the right. */
export function McpPage() {
  const { mcp, text } = useApp()
  const servers = useSelect(mcp.store, (state) => state.servers)
  const [shown, setShown] = useState<Shown>()
  const name = shown && 'name' in shown ? shown.name : undefined
  const ofServer = shown === undefined || 'name' in shown
  const server = ofServer ? (servers.find((each) => each.name === name) ?? servers[0]) : undefined
  const show = (chosen: string) => setShown({ kind: 'server', name: chosen })
  return (
    <div className="split">
      <div className="split-list">
        <div className="titlebar drag">
          <h1 className="flex-1">{text('mcp.list')}</h1>
          <Button variant="ghost" size="sm" onClick={() => setShown({ kind: 'paste' })}>
            {text('mcp.paste')}
          </Button>
          <Button variant="ghost" size="sm" icon="plus" onClick={() => setShown({ kind: 'add' })}>
            {text('mcp.add')}
          </Button>
        </div>
        <ul className="split-scroll scroll" aria-label={text('mcp.list')}>
          {servers.map((each) => (
            <li key={each.name}>
              <McpRow server={each} selected={each === server} onSelect={() => show(each.name)} />
            </li>
          ))}
          <li>
            <SharedRow selected={shown?.kind === 'shared'} onSelect={() => setShown({ kind: 'shared' })} />
          </li>
        </ul>
      </div>
      <div className="page scroll">
        {shown?.kind === 'add' && <McpForm key="add" onDone={show} />}
        {shown?.kind === 'paste' && <PasteServers />}
        {shown?.kind === 'shared' && <SharedSettings />}
        {shown?.kind === 'edit' && server && <McpForm key={server.name} server={server} onDone={show} />}
        {shown?.kind !== 'edit' && server && (
          <McpDetail
            key={server.name}
            server={server}
            onEdit={() => setShown({ kind: 'edit', name: server.name })}
          />
        )}
        {!shown && !server && (
          <NoServers onAdd={() => setShown({ kind: 'add' })} onPaste={() => setShown({ kind: 'paste' })} />
        )}
      </div>
    </div>
  )
}

interface NoServersProps {
  readonly onAdd: () => void
  readonly onPaste: () => void
}

function NoServers({ onAdd, onPaste }: NoServersProps) {
  const { text } = useApp()
  return (
    <div className="page-empty">
      <Empty
        icon="server"
        title={text('mcp.none.title')}
        actions={
          <>
            <Button variant="primary" onClick={onAdd}>
              {text('mcp.new.title')}
            </Button>
            <Button onClick={onPaste}>{text('mcp.paste.title')}</Button>
          </>
        }
      >
        {text('mcp.none.text')}
      </Empty>
    </div>
  )
}
