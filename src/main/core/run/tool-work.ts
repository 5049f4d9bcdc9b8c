import type { CallId } from '../../../contract/id.ts'
import type { ToolCall, ToolDefinition } from '../../../contract/tool.ts'
import type { RunApprovals } from '../approval/approvals.ts'
import type { Clock } from '../ports/clock.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import type { RunOutputs } from '../tools/run-outputs.ts'
import { callTool, runStopped } from './call-tool.ts'
import type { RunInput } from './run-state.ts'

/** The calls of a run that go on, and the questions that are open. */
export interface ToolWork {
  runCall(call: ToolCall): Promise<void>
  /** Answers for the person after a while. */
  awaitPerson(callIds: readonly CallId[]): void
  /** Gives up on outputs at that time. */
  awaitOutputs(dueAt: number): void
  abortCall(callId: CallId): void
  /** Waits for nobody any more. */
  forgetWaits(): void
  /** Stops every call, and waits for nobody any more. */
  abortAll(): void
}

export interface ToolWorkOptions {
  readonly source: ToolSource
  /** The tools that the run was begun with, in the state that decisions were made about. */
  readonly tools: () => readonly ToolDefinition[]
  readonly approvals: RunApprovals
  readonly clock: Clock
  readonly toolTimeoutMs: number
  /** Bounds what a call gave, before it is stored. */
  readonly keepOutput: RunOutputs['keep']
}

export function createToolWork(options: ToolWorkOptions, push: (input: RunInput) => void): ToolWork {
  const { source, tools, approvals, clock, toolTimeoutMs, keepOutput } = options
  const calls = new Map<CallId, AbortController>()
  const waits = new Set<() => void>()
  const forgetWaits = () => {
    for (const forget of waits) forget()
    waits.clear()
  }
  return {
    async runCall(call) {
      const controller = new AbortController()
      calls.set(call.id, controller)
      const { outcome: given, durationMs } = await callTool(call, {
        source,
        clock,
        controller,
        fingerprint: tools().find(({ name }) => name === call.name)?.fingerprint,
        timeoutMs: toolTimeoutMs,
        onProgress: (text) => push({ type: 'call-progressed', at: clock.now(), callId: call.id, text }),
      })
      calls.delete(call.id)
      const outcome = await keepOutput(call, given)
      push({ type: 'call-settled', at: clock.now(), callId: call.id, outcome, durationMs })
    },
    awaitPerson(callIds) {
      const decision = { allowed: false, by: 'time' } as const
      const giveUp = () => {
        waits.delete(forget)
        const policy = approvals.policy()
        for (const callId of callIds) {
          push({ type: 'call-decided', at: clock.now(), callId, decision, policy })
        }
      }
      const forget = clock.after(approvals.waitMs(), giveUp)
      waits.add(forget)
    },
    awaitOutputs(dueAt) {
      const left = Math.max(0, dueAt - clock.now())
      waits.add(clock.after(left, () => push({ type: 'outputs-due', at: clock.now(), dueAt })))
    },
    abortCall: (callId) => calls.get(callId)?.abort(runStopped),
    abortAll() {
      for (const controller of calls.values()) controller.abort(runStopped)
      forgetWaits()
    },
    forgetWaits,
  }
}
