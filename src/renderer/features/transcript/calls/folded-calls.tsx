import { useState } from 'react'
import { useApp, useText } from '../../../state/app-context.tsx'
import { durationText } from '../../../state/format.ts'
import { Fold } from '../../../ui/fold/fold.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import type { CallsItem } from '../turn.ts'
import { CallGroup } from './call-group.tsx'
import { groupTitle, toolNames, wordsOfCall } from './call-words.ts'

const ignoreHold = () => {}

/** Rounds that are done, as one line that opens. */
export function FoldedCalls({ groups }: { readonly groups: readonly CallsItem[] }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const calls = groups.flatMap((group) => group.calls)
  return (
    <Fold
      open={open}
      onOpenChange={setOpen}
      summary={<FoldSummary groups={groups} />}
      words={() => calls.map((call) => wordsOfCall(text, call)).join('\n')}
    >
      <div className="folded-groups">
        {groups.map((group) => (
          <CallGroup key={group.key} item={group} onHold={ignoreHold} />
        ))}
      </div>
    </Fold>
  )
}

function FoldSummary({ groups }: { readonly groups: readonly CallsItem[] }) {
  const app = useApp()
  const { text } = app
  const calls = groups.flatMap((group) => group.calls)
  const failed = calls.filter((call) => call.status === 'failed' || call.status === 'unknown').length
  const denied = calls.filter((call) => call.status === 'denied').length
  const duration = longest(groups)
  return (
    <>
      <Icon
        name={failed > 0 ? 'failed' : 'done'}
        className={failed > 0 ? 'call-sign-failed' : 'call-sign-completed'}
      />
      {title(text, groups)}
      <span className="fold-names">{toolNames(app, groups)}</span>
      {failed > 0 && <span className="fold-failed">{text('calls.failed', { count: failed })}</span>}
      {denied > 0 && <span className="fold-denied">{text('calls.denied', { count: denied })}</span>}
      {duration !== undefined && <span className="fold-figure">{durationText(text, duration)}</span>}
    </>
  )
}

function title(text: ReturnType<typeof useText>, groups: readonly CallsItem[]): string {
  const [first] = groups
  if (first && groups.length === 1) return groupTitle(text, first)
  const count = groups.flatMap((group) => group.calls).length
  return text('calls.rounds', { tools: text('calls.several', { count }), count: groups.length })
}

/** The time of the only round: its longest call when they ran together, their sum when one after another. */
function longest(groups: readonly CallsItem[]): number | undefined {
  const [first] = groups
  if (!first || groups.length > 1) return undefined
  const durations = first.calls.map((call) => call.durationMs ?? 0)
  return first.parallel ? Math.max(...durations) : durations.reduce((sum, each) => sum + each, 0)
}
