import { ParleyError } from '../core/errors.ts'
import type { Approvals } from '../core/approval/approvals.ts'
import type { SettingsBook } from '../core/provider/settings.ts'
import type { Handlers } from './door.ts'
import type { RunHub } from './run-hub.ts'

type ApprovalMethods = Extract<keyof Handlers, `approvals.${string}`> | 'runs.decide' | 'runs.cancel-call'

/** What tools may do: one gate, whoever asks and whoever answers. */
export function approvalHandlers(
  approvals: Approvals,
  book: SettingsBook,
  hub: RunHub,
  getRun: Handlers['runs.get'],
): Pick<Handlers, ApprovalMethods> {
  return {
    async 'runs.decide'({ runId, callId, allowed, by = 'person', scope = 'once', anyArguments, reason }) {
      const live = hub.get(runId)
      const question = live?.question(callId)
      if (!live || !question) throw new ParleyError('call-decided')
      const { call, tool, answer, release } = question
      try {
        const { sessionId } = live
        await approvals.remember({
          sessionId,
          call,
          tool,
          scope,
          allowed,
          anyArguments: anyArguments === true,
        })
      } catch (error) {
        release()
        throw error
      }
      answer({ allowed, by, scope, ...(reason && { reason }) })
      return live.current()
    },
    async 'runs.cancel-call'({ runId, callId }, caller) {
      hub.get(runId)?.cancelCall(callId)
      return getRun({ runId }, caller)
    },
    'approvals.get': async () => book.current().approvals,
    async 'approvals.update'({ effects, waitMs }) {
      const before = book.current().approvals
      const next = { ...before.effects, ...effects }
      await book.updateApprovals({ ...before, effects: next, waitMs: waitMs ?? before.waitMs })
      return book.current().approvals
    },
    async 'approvals.forget'({ ruleId }) {
      await approvals.forget(ruleId)
      return book.current().approvals
    },
  }
}
