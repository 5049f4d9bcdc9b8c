import type { CallId, MessageId } from '../../contract/id.ts'
import type { FinishReason } from '../../contract/message.ts'
import type { Run } from '../../contract/run.ts'
import type { RunEvent } from '../../contract/run-event.ts'
import { isDenial, type ToolCallStatus } from '../../contract/tool.ts'

/** What the model did during a stretch of a round. */
export type Doing = 'waiting' | 'reasoning' | 'writing'

/** A stretch of time, in ms since the run began. Without an end it goes on. */
export interface Stretch {
  readonly from: number
  readonly to?: number
}

export interface ModelStretch extends Stretch {
  readonly doing: Doing
}

export interface CallLane extends Partial<Stretch> {
  readonly id: CallId
  readonly name: string
  readonly status: ToolCallStatus | 'denied'
}

export interface RoundLanes extends Stretch {
  /** The answer of the round. */
  readonly messageId: MessageId
  readonly model: readonly ModelStretch[]
  readonly calls: readonly CallLane[]
  readonly finishReason?: FinishReason
}

/** How a run went, in time. */
export interface Timeline extends Stretch {
  /** When it began, in ms since 1970. */
  readonly beganAt: number
  readonly run?: Run
  readonly rounds: readonly RoundLanes[]
}

export const emptyTimeline: Timeline = { beganAt: 0, from: 0, rounds: [] }

/** Adds one event. Pure, and of constant cost for each of the many deltas. */
export function foldTimeline(timeline: Timeline, event: RunEvent): Timeline {
  if (event.type === 'run-created') return { ...emptyTimeline, beganAt: event.at, run: event.run }
  const at = Math.max(0, event.at - timeline.beganAt)
  switch (event.type) {
    case 'message-created':
      return event.message.role === 'assistant' ? begin(timeline, event.message.id, at) : timeline
    case 'reasoning-delta':
      return inLast(timeline, (round) => doing(round, 'reasoning', at))
    case 'text-delta':
    case 'refusal-delta':
    case 'tool-call-delta':
      return inLast(timeline, (round) => doing(round, 'writing', at))
    case 'retry-scheduled':
      return inLast(timeline, (round) => doing(round, 'waiting', at))
    case 'message-completed':
      return event.message.role === 'assistant'
        ? inLast(timeline, (round) => spoken(round, event, at))
        : timeline
    case 'tool-call-requested': {
      const { id, name } = event.call
      const call: CallLane = { id, name, status: 'requested' }
      return inLast(timeline, (round) => ({ ...round, calls: [...round.calls, call] }))
    }
    case 'tool-call-started':
      return inCall(timeline, event.callId, (call) => ({ ...call, status: 'running', from: at }))
    case 'tool-call-completed':
      return inCall(timeline, event.callId, (call) => ended(call, 'completed', at))
    case 'tool-call-failed':
      return inCall(timeline, event.callId, (call) => ended(call, statusOf(event.failure.code), at))
    case 'run-status-changed':
      return timeline.run ? { ...timeline, run: { ...timeline.run, status: event.status } } : timeline
    case 'usage-updated':
      return billed(timeline, event)
    case 'run-ended': {
      const { run, ...rest } = inLast(billed(timeline, event), (round) => close(round, at))
      return { ...rest, to: at, ...(run && { run: { ...run, status: event.status, endedAt: event.at } }) }
    }
    default:
      return timeline
  }
}

function begin(timeline: Timeline, messageId: MessageId, at: number): Timeline {
  const before = inLast(timeline, (round) => close(round, at))
  const round: RoundLanes = { messageId, from: at, model: [{ doing: 'waiting', from: at }], calls: [] }
  return { ...before, rounds: [...before.rounds, round] }
}

function doing(round: RoundLanes, what: Doing, at: number): RoundLanes {
  const last = round.model.at(-1)
  if (last?.doing === what && last.to === undefined) return round
  return { ...round, model: [...closed(round.model, at), { doing: what, from: at }] }
}

function spoken(
  round: RoundLanes,
  { message }: Extract<RunEvent, { type: 'message-completed' }>,
  at: number,
): RoundLanes {
  const { finishReason } = message
  return { ...round, model: closed(round.model, at), ...(finishReason && { finishReason }) }
}

function close(round: RoundLanes, at: number): RoundLanes {
  return round.to === undefined ? { ...round, to: at, model: closed(round.model, at) } : round
}

function closed(stretches: readonly ModelStretch[], at: number): readonly ModelStretch[] {
  const last = stretches.at(-1)
  return last && last.to === undefined ? stretches.with(-1, { ...last, to: at }) : stretches
}

function inLast(timeline: Timeline, change: (round: RoundLanes) => RoundLanes): Timeline {
  const last = timeline.rounds.at(-1)
  const next = last && change(last)
  return next && next !== last ? { ...timeline, rounds: timeline.rounds.with(-1, next) } : timeline
}

// Ids of calls may come again in a later round, so only the last round is looked at.
function inCall(timeline: Timeline, id: CallId, change: (call: CallLane) => CallLane): Timeline {
  return inLast(timeline, (round) => {
    const index = round.calls.findLastIndex((call) => call.id === id)
    const call = round.calls[index]
    return call ? { ...round, calls: round.calls.with(index, change(call)) } : round
  })
}

function ended(call: CallLane, status: CallLane['status'], at: number): CallLane {
  return { ...call, status, ...(call.from !== undefined && { to: at }) }
}

function statusOf(code: string): CallLane['status'] {
  if (isDenial(code)) return 'denied'
  if (code === 'tool-cancelled') return 'cancelled'
  return code === 'interrupted' ? 'unknown' : 'failed'
}

function billed(timeline: Timeline, { usage, cost }: Pick<Run, 'usage' | 'cost'>): Timeline {
  if (!timeline.run) return timeline
  const { cost: _, ...run } = timeline.run
  return { ...timeline, run: { ...run, usage, ...(cost !== undefined && { cost }) } }
}
