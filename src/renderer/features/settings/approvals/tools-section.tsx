import { useEffect, useState } from 'react'
import type { ToolChange, ToolSettingsView } from '../../../../contract/tool-settings.ts'
import { inOneParagraph } from '../../../../contract/language/sentences.ts'
import { visibleText } from '../../../../contract/visible-text.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { Badge } from '../../../ui/badge/badge.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { Switch } from '../../../ui/switch/switch.tsx'
import { ServicesSection } from './services-section.tsx'

type ToolView = ToolSettingsView['tools'][number]

/** Every tool that a model may be offered, each with its switch, and the services behind those that ask somebody. */
export function ToolsSection() {
  const app = useApp()
  const { text, tools } = app
  const [view, setView] = useState<ToolSettingsView>()
  const keep = (work: Promise<ToolSettingsView>) => attempt(app, work.then(setView))
  const change = (wish: ToolChange) => void keep(tools.configure(wish))
  useEffect(() => void attempt(app, tools.view().then(setView)), [app, tools])
  if (!view) return null
  const on = view.tools.filter((tool) => tool.on).length
  return (
    <>
      <CardSection
        title={text('tools.title')}
        aside={<span className="hint">{text('tools.on', { on, count: view.tools.length })}</span>}
      >
        {view.tools.length === 0 && <CardLine title={text('tools.none')} />}
        {view.tools.map((tool) => (
          <ToolLine
            key={tool.name}
            tool={tool}
            onSwitch={(next) => change(next ? { on: [tool.name] } : { off: [tool.name] })}
          />
        ))}
      </CardSection>
      <ServicesSection
        view={view}
        onChange={change}
        onKey={(service, key) => keep(tools.setKey(service, key))}
      />
    </>
  )
}

interface ToolLineProps {
  readonly tool: ToolView
  readonly onSwitch: (on: boolean) => void
}

function ToolLine({ tool, onSwitch }: ToolLineProps) {
  const { text } = useApp()
  const { name, description, effect, server, on } = tool
  const from = server !== undefined && text('approval.from', { server })
  return (
    <CardLine
      title={<span className="font-mono">{name}</span>}
      text={inOneParagraph(text, [from, firstSentence(visibleText(description))])}
    >
      <Badge tone={effect === 'read' ? 'plain' : 'warning'}>{text(`tools.effect.${effect}`)}</Badge>
      <Switch label={text('tools.use', { name })} checked={on} onChange={onSwitch} />
    </CardLine>
  )
}

const LONGEST = 160

function firstSentence(words: string): string {
  const [first = ''] = words.split(/(?<=\.)\s/)
  return first.length > LONGEST ? `${first.slice(0, LONGEST)}…` : first
}
