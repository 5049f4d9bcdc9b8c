import { runIdOf } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { Run, RunOptions } from '../../../contract/run.ts'
import type { ContextSettings } from '../../../contract/settings.ts'
import { noUsage } from '../../../contract/usage.ts'
import { noMarking, type Marking } from '../context/marking.ts'
import { ParleyError } from '../errors.ts'
import type { Fit, FitRound } from './fit.ts'
import { beginCompaction, type CompactionOptions, type LiveCompaction } from './live-compaction.ts'
import { planFold, roughTokens, trimPath, type FoldPlan } from './plan-fold.ts'
import { isToFold, isWorthIt, roomIn, sizeOf, smallTokens, tellWith, trimmedShare } from './room.ts'
import { summaryRequest } from './summary-request.ts'
import { joinPath, type ToldPath } from './told-path.ts'

/** What is known of the model's window, and what the user wants when it is full. */
export interface ContextRules {
  readonly settings: () => ContextSettings
  /** The most tokens of question and answer together; undefined where nobody knows. Never rejects. */
  readonly windowOf: (options: RunOptions) => Promise<number | undefined>
}

/** What is left of a conversation that the user wants shortened although nobody knows the window. */
const wishedShare = 0.6

export interface FitOptions extends Pick<CompactionOptions, 'connect' | 'money' | 'store' | 'clock' | 'log'> {
  readonly run: Run
  readonly rules: ContextRules
  readonly summaries: readonly Message[]
  /** How many messages the run before left out, which go on being left out. */
  readonly leftOut: number
  /** What the user wants of the conversation; absent: nothing. */
  readonly marking?: Marking
}

/**
 * Makes what decides before each request of a run how much of the conversation is sent: folds the older part when it
 * grows too long and the user allows it, else leaves out the oldest turns.
 */
export function createFit(options: FitOptions): Fit {
  const { rules, run, marking = noMarking } = options
  let summaries = options.summaries
  let leftOut = options.leftOut
  let hasTried = false
  let wish = run.options.shorten

  let isTold = false

  const tell = ({ record }: FitRound) => {
    if (leftOut > 0) record([{ type: 'messages-left-out', messageCount: leftOut }])
    isTold = true
  }
  const toldOf = (path: readonly Message[]) => tellWith(path, { summaries, leftOut, marking })
  const measure = (told: ToldPath) => sizeOf(told, run.options, marking.changedAt)
  const leaveOut = (told: ToldPath, share: number, round: FitRound) => {
    const trimmed = trimPath(told, roughTokens(joinPath(told)) * share, marking.pinned)
    const more = told.tail.length - trimmed.tail.length
    if (more === 0) return told
    leftOut += more
    tell(round)
    return trimmed
  }
  const fold = async (told: ToldPath, size: number, contextTokens: number | undefined, round: FitRound) => {
    const plan = planFold(told, contextTokens, marking.pinned)
    if (!plan || (!wish && !isWorthIt(plan, size))) return false
    hasTried = true
    const summary = await compactWithin(plan, contextTokens, options, round)
    if (!summary) return false
    summaries = [...summaries, summary]
    leftOut = 0
    return true
  }
  return async (path, given) => {
    const round = quietOnceStopped(given)
    let told: ToldPath = toldOf(path)
    let size = measure(told)
    if (!isTold) tell(round)
    if (size < smallTokens && !wish) return joinPath(told)
    const contextTokens = await rules.windowOf(run.options)
    const { trimming } = rules.settings()
    const folds = wish === 'fold' || (!hasTried && !wish && isToFold(size, contextTokens, rules.settings()))
    if (folds && (await fold(told, size, contextTokens, round))) {
      wish = undefined
      told = toldOf(path)
      size = measure(told)
    }
    // Nothing is sent any more.
    if (given.signal.aborted) throw new ParleyError('cancelled')
    const room = contextTokens === undefined ? Infinity : roomIn(contextTokens, run.options)
    // What should have been folded and could not be is left out: the user wants an answer.
    if (wish) told = leaveOut(told, (Math.min(room, size) / size) * wishedShare, round)
    else if (trimming && size > room) told = leaveOut(told, (room / size) * trimmedShare, round)
    wish = undefined
    return joinPath(told)
  }
}

// A run that was stopped has told its end already, behind which nothing may come.
function quietOnceStopped({ record, signal }: FitRound): FitRound {
  return { signal, record: (bodies) => (signal.aborted ? undefined : record(bodies)) }
}

/** Writes the summary while a run waits for it; undefined when there is none, for whatever reason. */
async function compactWithin(
  plan: FoldPlan,
  contextTokens: number | undefined,
  options: FitOptions,
  { record, signal }: FitRound,
): Promise<Message | undefined> {
  record([{ type: 'folding-started', messageCount: plan.messageCount }])
  // The answer that waits for the summary was begun before it, and is the first one that has it.
  const since = plan.told.tail.at(-1)?.createdAt ?? options.clock.now()
  const live = compact(plan, contextTokens, { ...options, since })
  const stop = () => live.cancel()
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  const { failure } = await live.ended
  signal.removeEventListener('abort', stop)
  const summary = live.isStored() ? live.summary() : undefined
  record([{ type: 'folding-ended', ...(summary && { summary }), ...(failure && { failure }) }])
  return summary
}

export type CompactNeeds = Pick<FitOptions, 'run' | 'connect' | 'money' | 'store' | 'clock' | 'log'> &
  Pick<CompactionOptions, 'since'>

/** Starts the run that folds what is planned, on behalf of a run or of the user. `run` says for whom and by what model. */
export function compact(
  plan: FoldPlan,
  contextTokens: number | undefined,
  { run, ...needs }: CompactNeeds,
): LiveCompaction {
  const {
    shorten: _shorten,
    leftOut: _leftOut,
    generation: _generation,
    agent: _agent,
    ...choice
  } = run.options
  const asked = plan.folded.findLast(({ role }) => role === 'user')
  const { request, isWhole } = summaryRequest(plan, run.options, contextTokens)
  return beginCompaction({
    ...needs,
    plan,
    request,
    isWhole,
    run: {
      id: runIdOf(crypto.randomUUID()),
      sessionId: run.sessionId,
      userMessageId: asked?.id ?? run.userMessageId,
      status: 'queued',
      options: { ...choice, purpose: 'compaction' },
      createdAt: needs.clock.now(),
      usage: noUsage,
    },
  })
}
