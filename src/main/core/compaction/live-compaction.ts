import type { Failure } from '../../../contract/failure.ts'
import { textOf, type Message } from '../../../contract/message.ts'
import type { IncompleteReason, Run, RunStatus } from '../../../contract/run.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import { noUsage, type Usage } from '../../../contract/usage.ts'
import { failureFrom, failureOf } from '../errors.ts'
import type { RunMoney } from '../money/run-money.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type {
  ModelAnswer,
  ModelClient,
  ModelEvent,
  ModelFailure,
  ModelRequest,
} from '../ports/model-client.ts'
import type { RunEventLog } from '../ports/stores.ts'
import type { LiveRun } from '../run/live-run.ts'
import { late } from '../run/submitted-outputs.ts'
import { createRunRecorder, type RunRecorder } from '../run/run-recorder.ts'
import type { FoldPlan } from './plan-fold.ts'
import { summaryIdOf } from './summaries.ts'

/** How long the summary may take altogether, in milliseconds. */
const mostMs = 300_000

/** A run that writes a summary. */
export interface LiveCompaction extends LiveRun {
  /** What it wrote; undefined before the end, and after one without a summary. */
  readonly summary: () => Message | undefined
}

export interface CompactionOptions {
  readonly run: Run
  readonly plan: FoldPlan
  readonly request: ModelRequest
  /** From when on requests have the summary, in milliseconds since 1970. */
  readonly since: number
  /** Whether the request holds everything that is folded, so that the provider's count of it is that of what is folded. */
  readonly isWhole: boolean
  readonly connect: () => Promise<ModelClient>
  readonly money: RunMoney
  readonly store: RunEventLog
  readonly clock: Clock
  readonly log: Log
}

/** Starts to write a summary: one request, not tried again. The first events are recorded before this returns. */
export function beginCompaction(options: CompactionOptions): LiveCompaction {
  const { run, store: log, clock } = options
  const listeners = new Set<(events: readonly RunEvent[]) => void>()
  const stop = new AbortController()
  const recorder = createRunRecorder({
    run,
    newSession: undefined,
    log,
    clock,
    onEvents: (events) => {
      for (const listener of listeners) listener(events)
    },
    onStorageFailure: (error) => stop.abort(endingOf('failed', failureFrom(error))),
  })
  const { messageCount } = options.plan
  recorder.record([
    { type: 'run-created', run },
    { type: 'run-status-changed', status: 'in_progress' },
    { type: 'folding-started', messageCount },
  ])
  const begun = recorder.commit(true)
  const current = () => recorder.transcript().runs.find(({ id }) => id === run.id) ?? run
  return {
    id: run.id,
    sessionId: run.sessionId,
    current,
    events: recorder.events,
    transcript: recorder.transcript,
    summary: () => recorder.transcript().summaries?.at(-1),
    begun,
    ended: write(options, recorder, begun, stop).then(current),
    isStored: recorder.isStored,
    storeRest: recorder.storeRest,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    cancel: () => stop.abort(endingOf('cancelled')),
    tryNow: () => undefined,
    // It calls no tools.
    question: () => undefined,
    submitOutputs: async () => {
      throw late(current())
    },
    cancelCall: () => undefined,
    interrupt: () => stop.abort(endingOf('incomplete', undefined, 'interrupted')),
  }
}

/** How a run ends, without its bill. */
interface Ending {
  readonly type: 'run-ended'
  readonly status: RunStatus
  readonly failure?: Failure
  readonly incompleteReason?: IncompleteReason
}

function endingOf(status: RunStatus, failure?: Failure, incompleteReason?: IncompleteReason): Ending {
  return {
    type: 'run-ended',
    status,
    ...(failure && { failure }),
    ...(incompleteReason && { incompleteReason }),
  }
}

/** Resolves when the end is stored or could not be; never rejects. */
async function write(
  options: CompactionOptions,
  recorder: RunRecorder,
  begun: Promise<void>,
  stop: AbortController,
): Promise<void> {
  const { clock, log, run, request, connect } = options
  const params = { provider: run.options.providerId, seconds: String(mostMs / 1000) }
  const forget = clock.after(mostMs, () =>
    stop.abort(endingOf('failed', failureOf('total-timeout', { params }))),
  )
  try {
    await begun
    if ((await options.money.reached(0)) !== undefined) {
      recorder.record([{ ...endingOf('incomplete', undefined, 'spending-limit'), usage: noUsage }])
    } else {
      const answer = await answerOf(await connect(), request, run, recorder, stop.signal)
      await conclude(options, recorder, answer, stop.signal)
    }
  } catch (error) {
    const failure = failureFrom(error)
    recorder.record([
      { type: 'folding-ended', failure },
      { ...endingOf('failed', failure), usage: noUsage },
    ])
  } finally {
    forget()
  }
  await recorder
    .commit(true)
    .catch(() => recorder.storeRest())
    .catch((error: unknown) =>
      log.error('run-end-not-stored', { runId: run.id, code: failureFrom(error).code }),
    )
}

async function answerOf(
  client: ModelClient,
  request: ModelRequest,
  { options }: Run,
  recorder: RunRecorder,
  signal: AbortSignal,
): Promise<ModelAnswer | ModelFailure> {
  const call = {
    signal,
    onWait: (
      wait:
        | { limit: 'requestsPerMinute' | 'tokensPerMinute' | 'concurrentRequests'; count: number }
        | undefined,
    ) =>
      recorder.record([
        wait ? { type: 'request-queued', ...wait } : { type: 'run-status-changed', status: 'in_progress' },
      ]),
  }
  if (!options.streaming) return client.complete(request, call)
  let last: ModelEvent | undefined
  for await (const event of client.stream(request, call)) last = event
  return last?.type === 'finished' || last?.type === 'failed'
    ? last
    : { type: 'failed', failure: failureOf('stream-cut', { params: { provider: options.providerId } }) }
}

async function conclude(
  options: CompactionOptions,
  recorder: RunRecorder,
  answer: ModelAnswer | ModelFailure,
  signal: AbortSignal,
): Promise<void> {
  const usage = (answer.type === 'finished' && answer.usage) || noUsage
  const cost = answer.type === 'finished' ? await options.money.charge(usage) : undefined
  const bill = { usage, ...(cost !== undefined && { cost }) }
  const refused = answer.type === 'failed' ? answer.failure : lackOf(answer, options.run)
  const stopped: unknown = signal.reason
  if (signal.aborted && isEnding(stopped)) return recorder.record([{ ...stopped, ...bill }])
  if (refused) {
    recorder.record([
      { type: 'folding-ended', failure: refused },
      { ...endingOf('failed', refused), ...bill },
    ])
  } else if (answer.type === 'finished') {
    recorder.record([
      { type: 'folding-ended', summary: summaryOf(answer, usage, options) },
      { ...endingOf('completed'), ...bill },
    ])
  }
}

function isEnding(reason: unknown): reason is Ending {
  return typeof reason === 'object' && reason !== null && 'type' in reason && reason.type === 'run-ended'
}

/** Half a summary would lose the other half in silence. */
function lackOf({ parts, finishReason }: ModelAnswer, { options }: Run): Failure | undefined {
  const detail =
    textOf({ parts }).trim() === ''
      ? 'an empty summary'
      : ['length', 'interrupted', 'content-filter', 'refusal'].includes(finishReason)
        ? `a summary that ended early (${finishReason})`
        : undefined
  return detail
    ? failureOf('response-invalid', { params: { provider: options.providerId, detail } })
    : undefined
}

function summaryOf(
  answer: ModelAnswer,
  usage: Usage,
  { run, plan, isWhole, since }: CompactionOptions,
): Message {
  const counted = isWhole && plan.told.summary === undefined && usage.inputTokens > 0
  const tokens = counted ? usage.inputTokens : plan.tokens
  const text = textOf(answer).trim()
  const part = { type: 'summary', text, messageCount: plan.messageCount, tokens } as const
  return {
    id: summaryIdOf(run.id),
    sessionId: run.sessionId,
    parentId: plan.upTo.id,
    role: 'system',
    parts: [part],
    runId: run.id,
    provider: run.options.providerId,
    model: answer.model ?? run.options.model,
    createdAt: since,
  }
}
