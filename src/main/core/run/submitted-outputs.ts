import type { CallId } from '../../../contract/id.ts'
import { isEnded, type Run } from '../../../contract/run.ts'
import { isClientCall, type ToolCallRecord } from '../../../contract/tool.ts'
import type { Transcript } from '../../../contract/transcript.ts'
import { errorOf, failureOf, ParleyError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { RunOutputs } from '../tools/run-outputs.ts'
import type { SubmittedOutput } from './run-state.ts'

/** What a tool of the caller's own gave, as it comes. */
export interface GivenOutput {
  readonly callId: CallId
  readonly output: string
  readonly isError?: boolean | undefined
}

export interface SubmissionOptions {
  readonly run: () => Run
  readonly transcript: () => Transcript
  readonly keepOutput: RunOutputs['keep']
  readonly clock: Clock
  /** Hands outputs to the run. */
  readonly give: (outputs: readonly SubmittedOutput[]) => void
  /** Resolves when `isTrue` gives true, looked at whenever something happened, or when the run has ended. */
  readonly until: (isTrue: () => boolean) => Promise<void>
  /** Resolves when everything so far is on the disk. */
  readonly stored: () => Promise<void>
}

/** Letters of what a tool says of its failure. */
const longestDetail = 10_000

/**
 * Takes outputs of the caller's own tools. Resolves when they are stored. Throws `call-missing`, `output-given`,
 * `outputs-late`, `tool-output-too-large`; nothing is taken then.
 */
export function createSubmissions(
  options: SubmissionOptions,
): (given: readonly GivenOutput[]) => Promise<void> {
  const { run, transcript, clock, give, until, stored } = options
  const taken = new Set<CallId>()
  const find = (callId: CallId) => transcript().calls.findLast(({ id }) => id === callId)
  const claim = (given: readonly GivenOutput[]): readonly ToolCallRecord[] => {
    const calls = given.map(({ callId }) => {
      const call = find(callId)
      if (!call || !isClientCall(call)) throw new ParleyError('call-missing', { params: { id: callId } })
      // The same words whether the end of the run is stored by now or not.
      if (isEnded(run().status)) throw late(run())
      if (call.status === 'completed' || call.failure?.code === 'tool-failed' || taken.has(callId))
        throw twice(callId)
      if (call.status !== 'requested') throw late(run())
      return call
    })
    const ids = new Set(given.map(({ callId }) => callId))
    const double = given.find(({ callId }) => !ids.delete(callId))
    if (double) throw twice(double.callId)
    for (const { id } of calls) taken.add(id)
    return calls
  }
  return async (given) => {
    const calls = claim(given)
    try {
      const outputs: SubmittedOutput[] = []
      for (const [index, call] of calls.entries()) {
        const outcome = await outcomeOf(call, given[index], options.keepOutput)
        outputs.push({ callId: call.id, outcome, durationMs: Math.max(0, clock.now() - call.requestedAt) })
      }
      give(outputs)
      await until(() => calls.every(({ id }) => find(id)?.status !== 'requested'))
      // What was stopped meanwhile has another outcome.
      if (calls.some(({ id }) => !isOutput(find(id)))) throw late(run())
      await stored()
    } finally {
      for (const { id } of calls) taken.delete(id)
    }
  }
}

async function outcomeOf(
  call: ToolCallRecord,
  given: GivenOutput | undefined,
  keep: RunOutputs['keep'],
): Promise<SubmittedOutput['outcome']> {
  const { output = '', isError } = given ?? {}
  if (isError) {
    const params = { tool: call.name, detail: output.slice(0, longestDetail).toWellFormed() }
    return { failure: failureOf('tool-failed', { params }) }
  }
  const outcome = await keep(call, { result: output })
  // Whoever gives it can give less of it.
  if ('failure' in outcome) throw errorOf(outcome.failure)
  return outcome
}

function isOutput(call: ToolCallRecord | undefined): boolean {
  return call?.status === 'completed' || call?.failure?.code === 'tool-failed'
}

function twice(id: CallId): ParleyError {
  return new ParleyError('output-given', { params: { id } })
}

/** The run waits for no outputs any more. */
export function late({ status }: Pick<Run, 'status'>): ParleyError {
  return new ParleyError('outputs-late', { params: { status } })
}
