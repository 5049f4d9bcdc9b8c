import type { McpServerView, McpTool } from '../../../../contract/mcp.ts'
import { useText } from '../../../state/app-context.tsx'
import { Badge } from '../../../ui/badge/badge.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'

const tones = { read: 'plain', write: 'warning', network: 'warning', run: 'danger' } as const

/** What a server offers, in its own words, and the worst that each can do. */
export function ServerTools({ server }: { readonly server: McpServerView }) {
  const text = useText()
  const { tools, leftOut } = server.status
  if (tools.length === 0) return null
  return (
    <CardSection title={text('mcp.tools')}>
      {tools.map((tool) => (
        <ToolLine key={tool.qualifiedName} tool={tool} />
      ))}
      {leftOut > 0 && <CardLine title={text('mcp.tools.left-out', { count: leftOut })} />}
    </CardSection>
  )
}

function ToolLine({ tool: { name, description, effect } }: { readonly tool: McpTool }) {
  const text = useText()
  return (
    <CardLine
      title={<span className="font-mono">{name}</span>}
      text={<span className="tool-words">{description}</span>}
    >
      <Badge tone={tones[effect]}>{text(`mcp.effect.${effect}`)}</Badge>
    </CardLine>
  )
}
