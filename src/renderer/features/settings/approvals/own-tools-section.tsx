import { useEffect, useState } from 'react'
import type { OwnTool, OwnToolsView } from '../../../../contract/own-tool.ts'
import { visibleText } from '../../../../contract/visible-text.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'

/** The user's own tools: what is new is read before it is used. */
export function OwnToolsSection() {
  const app = useApp()
  const { ownTools, text } = app
  const [view, setView] = useState<OwnToolsView>()
  const [read, setRead] = useState<string>()
  const use = (work: Promise<OwnToolsView>) => void attempt(app, work.then(setView))
  useEffect(() => void attempt(app, ownTools.view().then(setView)), [app, ownTools])
  if (!view) return null
  const again = (
    <Button variant="ghost" size="sm" onClick={() => use(ownTools.view())}>
      {text('own-tools.again')}
    </Button>
  )
  return (
    <CardSection title={text('own-tools.title')} aside={again}>
      {view.tools.length === 0 && (
        <CardLine icon="tool" title={text('own-tools.none', { folder: view.folder })} />
      )}
      {view.tools.map((tool) => (
        <OwnToolLines
          key={tool.file}
          tool={tool}
          open={read === tool.hash}
          onRead={() => setRead(tool.hash)}
          onAllow={() => use(ownTools.allow(tool))}
          onForbid={() => use(ownTools.forbid(tool))}
        />
      ))}
    </CardSection>
  )
}

interface OwnToolLinesProps {
  readonly tool: OwnTool
  readonly open: boolean
  readonly onRead: () => void
  readonly onAllow: () => void
  readonly onForbid: () => void
}

// A file can be let run only while the whole of it stands below the button.
function OwnToolLines({ tool, open, onRead, onAllow, onForbid }: OwnToolLinesProps) {
  const { text } = useApp()
  const { file, state, failure, source } = tool
  const said =
    failure?.message ??
    text(state === 'new' ? 'own-tools.new' : 'own-tools.loaded', { tool: tool.tool ?? '' })
  const act = state !== 'new' ? 'forbid' : open ? 'allow' : 'show'
  const acts = { forbid: onForbid, allow: onAllow, show: onRead }
  return (
    <>
      <CardLine icon="tool" title={<span className="font-mono">{file}</span>} text={said}>
        <Button
          variant={act === 'allow' ? 'secondary' : 'ghost'}
          size="sm"
          aria-label={text(`own-tools.${act}.of`, { file })}
          onClick={acts[act]}
        >
          {text(`own-tools.${act}`)}
        </Button>
      </CardLine>
      {open && state === 'new' && <pre className="mcp-output font-mono">{visibleText(source)}</pre>}
    </>
  )
}
