import { isEnded, type Run } from '../../../contract/run.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { secondsText } from '../../state/format.ts'
import type { Timeline } from '../../state/timeline.ts'
import { Badge, type BadgeProps } from '../../ui/badge/badge.tsx'
import { IconButton } from '../../ui/button/icon-button.tsx'
import { Ring } from '../../ui/ring/ring.tsx'
import { ContextSection } from './context/context-section.tsx'
import { RunFacts } from './run-facts.tsx'
import { TimeChart } from './time-chart.tsx'
import { useNow } from '../../state/use-now.ts'
import { useTimeline } from './use-timeline.ts'
import { useInspectorText } from './use-inspector-text.ts'

const TICK_MS = 100

export interface InspectorProps {
  /** Whether it lies over the chat, so that there must be a way back. */
  readonly overlaid: boolean
}

/** How a run went: what the model and the tools did when, and what it took. */
export function Inspector({ overlaid }: InspectorProps) {
  const { view } = useApp()
  const text = useInspectorText()
  const runId = useInspectedRun()
  const timeline = useTimeline(runId)
  return (
    <aside className="inspector" aria-label={text('inspector.name')} data-pane="inspector" tabIndex={-1}>
      <header className="inspector-head drag">
        <h2>{text('inspector.title')}</h2>
        {timeline?.run && <StatusBadge run={timeline.run} />}
        {overlaid && (
          <IconButton icon="x" label={text('inspector.close')} onClick={() => view.toggleInspector(true)} />
        )}
      </header>
      <div className="inspector-body scroll">
        {timeline?.run ? <Shown timeline={timeline} run={timeline.run} /> : <Nothing isNone={!runId} />}
        <ContextSection />
      </div>
    </aside>
  )
}

function Shown({ timeline, run }: { readonly timeline: Timeline; readonly run: Run }) {
  const text = useInspectorText()
  const now = useNow(timeline.to === undefined, TICK_MS)
  const length = timeline.to ?? Math.max(0, now - timeline.beganAt)
  const rounds = text('inspector.rounds', { count: timeline.rounds.length })
  const calls = timeline.rounds.reduce((sum, round) => sum + round.calls.length, 0)
  return (
    <>
      <p className="inspector-sum">
        <span className="inspector-time">{secondsText(text, length)}</span>
        <span>
          {calls > 0
            ? text('inspector.both', { rounds, calls: text('inspector.calls', { count: calls }) })
            : rounds}
        </span>
      </p>
      <TimeChart timeline={timeline} length={length} />
      <RunFacts
        run={run}
        finishReason={timeline.rounds.findLast(({ finishReason }) => finishReason)?.finishReason}
      />
    </>
  )
}

function Nothing({ isNone }: { readonly isNone: boolean }) {
  const text = useInspectorText()
  return <p className="inspector-none">{isNone && text('inspector.none')}</p>
}

function StatusBadge({ run: { status, requiredAction } }: { readonly run: Run }) {
  const text = useInspectorText()
  const word = requiredAction?.type === 'submit-tool-outputs' ? 'outside' : status
  return (
    <Badge tone={toneOf(status)}>
      {!isEnded(status) && status !== 'requires_action' && <Ring size={10} />}
      {text(`inspector.status.${word}`)}
    </Badge>
  )
}

function toneOf(status: Run['status']): NonNullable<BadgeProps['tone']> {
  if (status === 'completed') return 'success'
  if (status === 'failed') return 'danger'
  if (status === 'incomplete' || status === 'requires_action' || status === 'expired') return 'warning'
  return isEnded(status) ? 'plain' : 'tint'
}

/** The run that was chosen, where the open chat has it, else its newest. */
function useInspectedRun() {
  const { conversation, view } = useApp()
  const wished = useSelect(view.store, (state) => state.inspected)
  return useSelect(conversation.store, ({ transcript: { runs } }) => {
    return (runs.find(({ id }) => id === wished) ?? runs.at(-1))?.id
  })
}
