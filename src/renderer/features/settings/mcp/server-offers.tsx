import { useEffect, useState } from 'react'
import type { McpOffers, McpPrompt, McpResource, McpServerView } from '../../../../contract/mcp.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { PromptLine } from './prompt-line.tsx'

/** What a server holds beside its tools: texts to look into, and words to begin a message with. */
export function ServerOffers({ server }: { readonly server: McpServerView }) {
  const { text } = useApp()
  const offers = useOffers(server)
  if (!offers) return null
  const { resources, prompts, leftOut } = offers
  return (
    <>
      {resources.length > 0 && (
        <CardSection title={text('mcp.resources')}>
          {resources.map((resource) => (
            <ResourceLine key={resource.uri} server={server.name} resource={resource} />
          ))}
          {leftOut > 0 && <CardLine title={text('mcp.resources.left-out', { count: leftOut })} />}
        </CardSection>
      )}
      {prompts.length > 0 && (
        <CardSection title={text('mcp.prompts')}>
          {prompts.map((prompt: McpPrompt) => (
            <PromptLine key={prompt.name} server={server.name} prompt={prompt} />
          ))}
        </CardSection>
      )}
    </>
  )
}

/** Asked for when the server is ready, and anew each time that it is. */
function useOffers({ name, status }: McpServerView): McpOffers | undefined {
  const { mcp } = useApp()
  const [offers, setOffers] = useState<McpOffers>()
  const ready = status.state === 'ready'
  useEffect(() => {
    let wanted = true
    // A server that says no has nothing to show; what is wrong with it stands above.
    if (ready)
      mcp.offers(name).then(
        (found) => wanted && setOffers(found),
        () => undefined,
      )
    return () => {
      wanted = false
    }
  }, [mcp, name, ready])
  return ready ? offers : undefined
}

interface ResourceLineProps {
  readonly server: string
  readonly resource: McpResource
}

function ResourceLine({ server, resource }: ResourceLineProps) {
  const app = useApp()
  const { mcp, text } = app
  const { uri, name, description, template } = resource
  const [content, setContent] = useState<string>()
  const look = async () => {
    if (content !== undefined) return setContent(undefined)
    await attempt(app, mcp.read(server, uri).then(setContent))
    return undefined
  }
  return (
    <>
      <CardLine
        title={name}
        text={
          <span className="tool-words">
            <span className="font-mono">{uri}</span>
            {template ? ` · ${text('mcp.resources.template')}` : description && ` · ${description}`}
          </span>
        }
      >
        {!template && (
          <Button aria-expanded={content !== undefined} onClick={() => void look()}>
            {text(content === undefined ? 'mcp.resources.look' : 'mcp.resources.close')}
          </Button>
        )}
      </CardLine>
      {content !== undefined && <pre className="mcp-output font-mono scroll">{content}</pre>}
    </>
  )
}
