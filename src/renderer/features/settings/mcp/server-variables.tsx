import type { McpServerView } from '../../../../contract/mcp.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { changeOf } from '../../../state/mcp.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'

/** Variables of this computer that the server's settings ask for, and those that it may have. */
export function ServerVariables({ server }: { readonly server: McpServerView }) {
  const app = useApp()
  const { mcp, text } = app
  const wanted = wantedBy(server)
  if (wanted.length === 0 && server.variables.length === 0) return null
  const allow = (variables: readonly string[]) =>
    void attempt(app, mcp.put({ ...changeOf(server), variables: [...variables] }))
  return (
    <CardSection>
      {wanted.map((variable) => (
        <CardLine
          key={variable}
          title={text('mcp.wanted', { variable })}
          text={text('mcp.wanted.text', { hole: `\${${variable}}` })}
        >
          <Button onClick={() => allow([...server.variables, variable])}>{text('mcp.wanted.allow')}</Button>
        </CardLine>
      ))}
      {server.variables.map((variable) => (
        <CardLine key={variable} title={text('mcp.allowed', { variable })} text={text('mcp.allowed.text')}>
          <Button variant="ghost" onClick={() => allow(server.variables.filter((each) => each !== variable))}>
            {text('mcp.allowed.take')}
          </Button>
        </CardLine>
      ))}
    </CardSection>
  )
}

// A name in a value that is kept with the keys is known only from the start that was refused for it.
function wantedBy({ wanted, variables, status }: McpServerView): readonly string[] {
  const refused =
    status.failure?.code === 'mcp-variable-refused' ? status.failure.params?.['variable'] : undefined
  const all = new Set([...wanted, ...(refused === undefined ? [] : [refused])])
  return [...all].filter((name) => !variables.includes(name))
}
