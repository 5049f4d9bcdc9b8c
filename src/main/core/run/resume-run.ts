import { canonicalArguments } from '../../../contract/approval.ts'
import type { Run } from '../../../contract/run.ts'
import type { ToolCallRecord } from '../../../contract/tool.ts'
import { callsOf, emptyTranscript, foldRunEvent, type Transcript } from '../../../contract/transcript.ts'
import { failureOf } from '../errors.ts'
import { isAwaitedCall, type LeftRun } from './left-run.ts'
import type { LiveRun } from './live-run.ts'
import { initialState, type RoundCall, type RunGuard, type RunState } from './run-state.ts'
import { beginLive, type RunDependencies } from './start-run.ts'

/** Goes on with such a run where it stands. What it has waited counts. Throws `session-missing`. */
export async function resumeRun(dependencies: RunDependencies, { run, events }: LeftRun): Promise<LiveRun> {
  const before = events.reduce(foldRunEvent, emptyTranscript)
  const session = await dependencies.sessions.get(run.sessionId)
  const current = before.runs.find(({ id }) => id === run.id) ?? run
  const asked = before.messages.at(-1)
  const path = asked ? await dependencies.store.messages.path(asked.id) : []
  return beginLive(
    dependencies,
    session,
    { path, newUserMessage: undefined, newSession: undefined },
    { run: current, events, stateWith: (guard) => stateOf(current, before, guard) },
  )
}

function stateOf(run: Run, before: Transcript, guard: RunGuard): RunState {
  const asked = before.messages.at(-1)
  const calls = asked ? callsOf(before, asked.id) : []
  return {
    ...initialState(run, guard, asked?.id),
    phase: 'calling',
    messageCount: before.messages.filter(({ runId }) => runId === run.id).length,
    round: calls[0]?.round ?? 1,
    calls: calls.map(roundCall),
    asked: countsOf(before.calls),
    dueAt: run.requiredAction?.expiresAt,
  }
}

function roundCall(record: ToolCallRecord): RoundCall {
  const { id, name, arguments: text, effect, result, whole, failure } = record
  const call = { call: { id, name, arguments: text }, effect }
  if (result !== undefined) {
    return { ...call, stage: 'settled', outcome: { result, ...(whole && { whole }) } }
  }
  if (isAwaitedCall(record)) return { ...call, stage: 'outside' }
  if (record.status === 'requested') return { ...call, stage: 'waiting' }
  if (record.status === 'running') return { ...call, stage: 'running' }
  return { ...call, stage: 'settled', outcome: { failure: failure ?? failureOf('interrupted') } }
}

function countsOf(calls: readonly ToolCallRecord[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { name, arguments: text } of calls) {
    const key = `${name} ${canonicalArguments(text)}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}
