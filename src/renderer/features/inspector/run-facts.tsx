import type { ReactNode } from 'react'
import type { FinishReason } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { failureText } from '../../state/failure.ts'
import { dollarsText } from '../../state/format.ts'
import { useInspectorText } from './use-inspector-text.ts'

export interface RunFactsProps {
  readonly run: Run
  readonly finishReason: FinishReason | undefined
}

/** What a run took, in figures. */
export function RunFacts({ run, finishReason }: RunFactsProps) {
  const { locale, settings } = useApp()
  const text = useInspectorText()
  const brake = useSelect(settings.store, (state) => state.settings?.spending.run)
  const count = (value: number) => value.toLocaleString(locale)
  const { inputTokens: input, outputTokens: output, cacheReadTokens: cached = 0, reasoningTokens } = run.usage
  const tokens = text('inspector.tokens')
  return (
    <dl className="run-facts">
      <Fact name={text('inspector.input')} value={count(input)} more={tokens} />
      {cached > 0 && (
        <Fact
          name={text('inspector.cached')}
          value={count(cached)}
          more={text('inspector.share', { share: Math.round((100 * cached) / Math.max(1, input)) })}
        />
      )}
      <Fact name={text('inspector.output')} value={count(output)} more={tokens} />
      {reasoningTokens !== undefined && reasoningTokens > 0 && (
        <Fact name={text('inspector.thought')} value={count(reasoningTokens)} more={tokens} />
      )}
      {run.cost !== undefined && (
        <Fact
          name={text('inspector.cost')}
          value={dollarsText(text, locale, run.cost)}
          more={brake !== undefined && text('inspector.brake', { amount: dollarsText(text, locale, brake) })}
        />
      )}
      {finishReason && (
        <Fact name={text('inspector.finish')} value={text(`inspector.finish.${finishReason}`)} />
      )}
      {run.failure && <Fact name={text('inspector.error')} value={failureText(text, run.failure)} />}
      <Fact name={text('inspector.model')} value={run.options.model} />
      <AgentFact agent={run.options.agent} />
    </dl>
  )
}

/** Whose words the run had, and whether they are the same today. */
function AgentFact({ agent }: Pick<Run['options'], 'agent'>) {
  const { agents } = useApp()
  const text = useInspectorText()
  const known = useSelect(agents.store, (state) => state.agents.find(({ id }) => id === agent?.id))
  if (!agent) return null
  const since = known ? known.hash !== agent.hash && 'changed' : 'gone'
  return (
    <Fact
      name={text('inspector.agent')}
      value={agent.name}
      more={since && text(`inspector.agent.${since}`)}
    />
  )
}

interface FactProps {
  readonly name: string
  readonly value: string
  readonly more?: ReactNode
}

function Fact({ name, value, more }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value} {more && <small>{more}</small>}
      </dd>
    </div>
  )
}
