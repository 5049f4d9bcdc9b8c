import { useState } from 'react'
import type { McpServerView } from '../../../../contract/mcp.ts'
import { attempt, removeMcpServer } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { changeOf } from '../../../state/mcp.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { Tile } from '../../../ui/card/tile.tsx'
import { ConfirmDialog } from '../../../ui/dialog/dialog.tsx'
import { Switch } from '../../../ui/switch/switch.tsx'
import { LaunchWords } from './launch-words.tsx'
import { LoginClient } from './login-client.tsx'
import { McpStatusNotice } from './mcp-status-notice.tsx'
import { ServerFolders } from './server-folders.tsx'
import { ServerLogin } from './server-login.tsx'
import { ServerOffers } from './server-offers.tsx'
import { ServerTools } from './server-tools.tsx'
import { ServerValues } from './server-values.tsx'
import { ServerVariables } from './server-variables.tsx'

export interface McpDetailProps {
  readonly server: McpServerView
  readonly onEdit: () => void
}

/** Everything about one server. */
export function McpDetail({ server, onEdit }: McpDetailProps) {
  const app = useApp()
  const { text } = app
  return (
    <div className="detail mcp-detail">
      <DetailHead server={server} />
      <McpStatusNotice server={server} />
      <LoginClient server={server} />
      <CardSection
        title={text(server.launch.type === 'stdio' ? 'mcp.launch' : 'mcp.launch.url')}
        aside={
          <Button variant="ghost" size="sm" onClick={onEdit}>
            {text('mcp.launch.edit')}
          </Button>
        }
      >
        <LaunchWords launch={server.launch} />
      </CardSection>
      <ServerLogin server={server} />
      <ServerVariables server={server} />
      <ServerValues server={server} />
      <ServerFolders server={server} />
      <ServerTools server={server} />
      <ServerOffers server={server} />
      <CardSection>
        <CardLine title={text('mcp.remove')} text={text('mcp.remove.text')}>
          <Button className="is-destructive" onClick={() => void removeMcpServer(app, server.name)}>
            {text('mcp.remove.action')}
          </Button>
        </CardLine>
      </CardSection>
    </div>
  )
}

function DetailHead({ server }: { readonly server: McpServerView }) {
  const { text } = useApp()
  return (
    <header className="detail-head">
      <Tile name={server.name} size="lg" />
      <div className="min-w-0 flex-1">
        <h1>{server.name}</h1>
        <p className="hint">{text(`mcp.kind.${server.launch.type}`)}</p>
      </div>
      <OnSwitch server={server} />
    </header>
  )
}

// A program is switched on only after all of what is started was shown.
function OnSwitch({ server }: { readonly server: McpServerView }) {
  const app = useApp()
  const { mcp, text } = app
  const { name, launch } = server
  const [asking, setAsking] = useState(false)
  const turn = async (enabled: boolean) => {
    setAsking(false)
    const turned = await attempt(app, mcp.put({ ...changeOf(server), enabled }))
    if (turned && enabled) await attempt(app, mcp.restart(name))
  }
  return (
    <>
      <Switch
        label={text('mcp.switch', { name })}
        checked={server.enabled}
        onChange={(enabled) => (enabled && launch.type === 'stdio' ? setAsking(true) : void turn(enabled))}
      />
      <ConfirmDialog
        open={asking}
        destructive={false}
        title={text('mcp.sure.title', { name })}
        cancelLabel={text('window.cancel')}
        confirmLabel={text('mcp.sure.confirm')}
        onCancel={() => setAsking(false)}
        onConfirm={() => void turn(true)}
      >
        {text('mcp.sure.text')}
        <LaunchWords launch={launch} />
      </ConfirmDialog>
    </>
  )
}
