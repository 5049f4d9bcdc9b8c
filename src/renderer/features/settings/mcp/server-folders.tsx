import type { McpServerView } from '../../../../contract/mcp.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { changeOf } from '../../../state/mcp.ts'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { Switch } from '../../../ui/switch/switch.tsx'

/** Whether a server is told of the folders that are open to tools. */
export function ServerFolders({ server }: { readonly server: McpServerView }) {
  const app = useApp()
  const { mcp, text } = app
  const share = async (shareFolders: boolean) => {
    const changed = await attempt(app, mcp.put({ ...changeOf(server), shareFolders }))
    if (changed && server.enabled) await attempt(app, mcp.restart(server.name))
  }
  return (
    <CardSection title={text('mcp.folders')}>
      <CardLine title={text('mcp.folders.share')} text={text('mcp.folders.text')}>
        <Switch
          label={text('mcp.folders.share')}
          checked={server.shareFolders === true}
          onChange={(on) => void share(on)}
        />
      </CardLine>
    </CardSection>
  )
}
