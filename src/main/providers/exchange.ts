import type { WireNote } from '../../contract/wire-note.ts'
import type { Clock } from '../core/ports/clock.ts'
import type {
  ModelAnswer,
  ModelPiece,
  ModelEndpoint,
  ModelEvent,
  ModelFailure,
} from '../core/ports/model-client.ts'
import { createAnswerReader } from './answer-reader.ts'
import { failed, failureOfEnding, failureOfThrown } from './thrown-failure.ts'
import { failureOfProblem, StreamComplaint, type AskedOf } from './wire-failure.ts'
import { createWatch, type Watch } from './watch.ts'
import { openBody, type WireBody } from './wire-body.ts'
import { notAnEndpoint, type Fetch } from './wire-fetch.ts'
import { noteOfHeaders, wireField } from './wire-note.ts'
import { excerptOf } from './wire-text.ts'

/** What every protocol gets from outside. */
export interface Surroundings {
  readonly fetch: Fetch
  readonly clock: Clock
  readonly userAgent: string
}

/** Turns the events of one protocol into deltas and, at the end, into the answer. One for each request. */
export interface Accumulator {
  /** Takes one event and adds what it says to `deltas`. Constant work, however long the answer is. */
  take(event: unknown, deltas: ModelPiece[]): void
  /** Whether the protocol's own sign of a complete answer was seen. */
  isComplete(): boolean
  /** Whether anything of an answer was seen. */
  hasContent(): boolean
  /** The answer. What only now is known is added to `deltas`. Called once. */
  finish(deltas: ModelPiece[]): ModelAnswer
}

/** How a protocol asks, and how it reads what comes back. */
export interface Plan {
  readonly model: string
  /** About how many bytes the request has. */
  readonly size: () => number
  /** Sends the request and gives the answer as it begins, its body unread. Rejects when the provider refuses. */
  readonly send: (signal: AbortSignal) => Promise<Response>
  readonly accumulator: Accumulator
  /** Names an error of the client library; `undefined` when the provider did not complain. */
  readonly complaintOf: (thrown: unknown, asked: AskedOf) => ModelFailure | undefined
  /** Whether the end mark `[DONE]` or a reported usage is enough when the answer lacks its own sign of completeness. */
  readonly endMarkIsEnough: boolean
}

/** Performs one request: yields deltas as they arrive, then exactly one `finished` or `failed`. Never throws. */
export async function* exchange(
  plan: Plan,
  endpoint: ModelEndpoint,
  { clock }: Surroundings,
  caller: AbortSignal,
): AsyncGenerator<ModelEvent, void, undefined> {
  const watch = createWatch(endpoint.limits, clock, caller)
  const deltas: ModelPiece[] = []
  const progress = createProgress(plan, endpoint, watch, deltas)
  const isCancelled = () => watch.ending() === 'cancelled'
  let thrown: { readonly error: unknown } | undefined
  try {
    await progress.begin()
    // All that came with one piece of the body goes on without another wait: this runs a thousand times a second.
    for (let more = true; more;) {
      more = await progress.readOn()
      for (const delta of deltas) if (!isCancelled()) yield delta
      deltas.length = 0
    }
  } catch (error) {
    thrown = { error }
  } finally {
    progress.leave()
    watch.stop()
  }
  const ended = failureOfEnding(watch, endpoint)
  const isWhole = !isCancelled() && progress.isWhole(thrown !== undefined || ended !== undefined)
  const lack = () => ended ?? progress.failureOf(thrown, clock)
  const last = isWhole ? plan.accumulator.finish(deltas) : lack()
  for (const delta of deltas) if (!isCancelled()) yield delta
  const { wire } = last
  yield isCancelled() ? failed('cancelled') : { ...last, ...wireField(progress.note(), wire) }
}

/** One answer as it is read. */
interface Progress {
  begin(): Promise<void>
  /** Reads one piece. Gives false when there is no more, or no more that matters. */
  readOn(): Promise<boolean>
  leave(): void
  /** What the headers say. */
  note(): WireNote
  /** Whether the answer is complete. An end mark proves it only if nothing went wrong. */
  isWhole(wentWrong: boolean): boolean
  /** What went wrong, by what was thrown or else by what is missing. */
  failureOf(thrown: { readonly error: unknown } | undefined, clock: Clock): ModelFailure
}

function createProgress(
  { model, size, send, accumulator, complaintOf, endMarkIsEnough }: Plan,
  endpoint: ModelEndpoint,
  watch: Watch,
  deltas: ModelPiece[],
): Progress {
  const reader = createAnswerReader((event) => accumulator.take(event, deltas))
  let response: Response | undefined
  let body: WireBody | undefined
  const nameOf = (error: unknown, clock: Clock) => {
    const asked = { endpoint, model, size, clock }
    const seen = { answered: response !== undefined, ended: body?.ended() ?? false }
    if (!(error instanceof StreamComplaint))
      return complaintOf(error, asked) ?? failureOfThrown(error, seen, endpoint)
    const { complaint } = error
    return failureOfProblem({ status: undefined, headers: response?.headers, complaint, text: '' }, asked)
  }
  return {
    async begin() {
      response = await send(watch.signal)
      watch.touch()
      body = response.body ? openBody(response.body, watch) : undefined
    },
    async readOn() {
      const piece = await body?.read()
      if (piece === undefined) reader.end()
      else reader.take(piece)
      const page = reader.page()
      if (page !== undefined) throw notAnEndpoint(endpoint, excerptOf(page, endpoint))
      const isOver = endMarkIsEnough ? reader.sawEndMark() : accumulator.isComplete()
      if (isOver) body?.finish()
      return piece !== undefined && !isOver
    },
    leave: () => body?.leave(),
    note: () => noteOfHeaders(response?.headers),
    isWhole: (wentWrong) =>
      accumulator.isComplete() ||
      (endMarkIsEnough && !wentWrong && reader.sawEndMark() && accumulator.hasContent()),
    failureOf(thrown, clock) {
      if (thrown) return nameOf(thrown.error, clock)
      if (!accumulator.hasContent() && (reader.sawEndMark() || reader.isBlank()))
        return failed('answer-empty', { provider: endpoint.name })
      return failed('stream-cut', { provider: endpoint.name })
    },
  }
}

/** Gives the last event of an exchange, which is its outcome. */
export async function outcomeOf(events: AsyncIterable<ModelEvent>): Promise<ModelAnswer | ModelFailure> {
  for await (const event of events) {
    if (event.type === 'finished' || event.type === 'failed') return event
  }
  return failed('internal', { detail: 'an answer without an end' })
}
