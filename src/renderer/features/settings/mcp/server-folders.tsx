import type { McpServerChange, McpServerView } from '../../../../contract/mcp.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { changeOf } from '../../../state/mcp.ts'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { Switch } from '../../../ui/switch/switch.tsx'

/** What a server may learn without being given it: the folders that are open to tools, and what it asks the user. */
export function ServerFolders({ server }: { readonly server: McpServerView }) {
  const app = useApp()
  const { mcp, text } = app
  const change = async (fields: Pick<Partial<McpServerChange>, 'shareFolders' | 'asks' | 'samples'>) => {
    const changed = await attempt(app, mcp.put({ ...changeOf(server), ...fields }))
    if (changed && server.enabled) await attempt(app, mcp.restart(server.name))
  }
  return (
    <>
      <CardSection title={text('mcp.folders')}>
        <CardLine title={text('mcp.folders.share')} text={text('mcp.folders.text')}>
          <Switch
            label={text('mcp.folders.share')}
            checked={server.shareFolders === true}
            onChange={(shareFolders) => void change({ shareFolders })}
          />
        </CardLine>
      </CardSection>
      <CardSection title={text('mcp.asks')}>
        <CardLine title={text('mcp.asks.may')} text={text('mcp.asks.text')}>
          <Switch
            label={text('mcp.asks.may')}
            checked={server.asks === true}
            onChange={(asks) => void change({ asks })}
          />
        </CardLine>
        <CardLine title={text('mcp.samples.may')} text={text('mcp.samples.text')}>
          <Switch
            label={text('mcp.samples.may')}
            checked={server.samples === true}
            onChange={(samples) => void change({ samples })}
          />
        </CardLine>
      </CardSection>
    </>
  )
}
