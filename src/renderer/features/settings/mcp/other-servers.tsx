import { useState } from 'react'
import { otherProgramNames, type OtherServers } from '../../../../contract/mcp.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { listText } from '../../../state/format.ts'
import { failureOf, failureText } from '../../../state/failure.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { escapedText } from './escaped-text.ts'
import { OutcomeNotice, skippedText, type Outcome } from './outcome-notice.tsx'

/** Takes over the servers that other programs of this computer keep, those that are ticked. */
export function OtherPrograms() {
  const app = useApp()
  const { mcp, text } = app
  const [found, setFound] = useState<readonly OtherServers[]>()
  const look = () => attempt(app, mcp.lookAround().then(setFound))
  return (
    <>
      <CardSection title={text('mcp.others')}>
        <CardLine title={text('mcp.others.title')} text={text('mcp.others.text')}>
          <Button onClick={() => void look()}>{text(found ? 'mcp.others.again' : 'mcp.others.look')}</Button>
        </CardLine>
      </CardSection>
      {found?.map((each) => (
        <OneProgram key={each.program} found={each} />
      ))}
    </>
  )
}

function OneProgram({ found }: { readonly found: OtherServers }) {
  const [outcome, setOutcome] = useState<Outcome>()
  const { mcp, text } = useApp()
  const [ticked, setTicked] = useState<readonly string[]>([])
  const { program, path = '', servers, skipped, failure } = found
  const tick = (name: string, on: boolean) =>
    setTicked([...ticked.filter((each) => each !== name), ...(on ? [name] : [])])
  const take = async () => {
    try {
      setOutcome({ report: await mcp.take(program, ticked) })
      setTicked([])
    } catch (error) {
      setOutcome({ failure: failureOf(error) })
    }
  }
  return (
    <CardSection title={otherProgramNames[program]}>
      {outcome && <OutcomeNotice outcome={outcome} />}
      {failure && <CardLine title={<span className="mcp-quiet">{failureText(text, failure)}</span>} />}
      {servers.map((server) => (
        <FoundServer key={server.name} server={server} on={ticked.includes(server.name)} onTick={tick} />
      ))}
      {skipped.map((each) => (
        <CardLine key={each.name} title={<span className="mcp-quiet">{skippedText(text, each)}</span>} />
      ))}
      {servers.length > 0 && (
        <CardLine title={<span className="mcp-quiet">{path}</span>}>
          <Button disabled={ticked.length === 0} onClick={() => void take()}>
            {ticked.length === 0
              ? text('mcp.others.none')
              : text('mcp.others.take', { count: ticked.length })}
          </Button>
        </CardLine>
      )}
    </CardSection>
  )
}

interface FoundServerProps {
  readonly server: OtherServers['servers'][number]
  readonly on: boolean
  readonly onTick: (name: string, on: boolean) => void
}

function FoundServer({ server: { name, launch, env, headers, loginValues }, on, onTick }: FoundServerProps) {
  const { locale, text } = useApp()
  const words = launch.type === 'stdio' ? [launch.command, ...launch.args].join(' ') : launch.url
  const values = [...env, ...headers, ...loginValues]
  return (
    <label className="card-line mcp-found">
      <input type="checkbox" checked={on} onChange={(event) => onTick(name, event.target.checked)} />
      <span className="min-w-0 flex-1">
        <span className="card-line-title block">{name}</span>
        <span className="card-line-text block font-mono">{escapedText(words)}</span>
        {values.length > 0 && (
          <span className="card-line-text block">
            {text('mcp.others.values', { names: listText(locale, values) })}
          </span>
        )}
      </span>
    </label>
  )
}
