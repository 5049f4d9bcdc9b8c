import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ApprovalSettings } from '../../contract/approval.ts'
import type { MethodInput } from '../../contract/method.ts'
import type { ToolCallRecord } from '../../contract/tool.ts'
import type { Transcript } from '../../contract/transcript.ts'
import type { Transport } from '../transport/transport.ts'

export interface ApprovalsState {
  /** Questions that the person has put off, by `questionKey`; a review brings one back. */
  readonly putOff: ReadonlySet<string>
}

export type Answer = Omit<MethodInput<'runs.decide'>, 'runId' | 'callId' | 'by'>

/** What tools may do, and the questions about it. */
export interface Approvals {
  readonly store: StoreApi<ApprovalsState>
  /** Answers whether a call may run. Rejects when somebody else has answered. */
  readonly decide: (call: ToolCallRecord, answer: Answer) => Promise<void>
  /** Takes one call back. */
  readonly cancelCall: (call: Pick<ToolCallRecord, 'runId' | 'id'>) => Promise<void>
  /** Closes the question without an answer; the call goes on waiting. */
  readonly putOff: (call: ToolCallRecord) => void
  /** Asks again what was put off. */
  readonly review: () => void
  readonly settings: () => Promise<ApprovalSettings>
  readonly update: (change: MethodInput<'approvals.update'>) => Promise<ApprovalSettings>
  readonly forget: (ruleId: string) => Promise<ApprovalSettings>
}

export function createApprovals(transport: Transport): Approvals {
  const store = createStore<ApprovalsState>(() => ({ putOff: new Set() }))
  return {
    store,
    async decide({ runId, id }, answer) {
      await transport.invoke('runs.decide', { runId, callId: id, ...answer })
    },
    async cancelCall({ runId, id }) {
      await transport.invoke('runs.cancel-call', { runId, callId: id })
    },
    putOff: (call) => store.setState(({ putOff }) => ({ putOff: new Set([...putOff, questionKey(call)]) })),
    review: () => store.setState({ putOff: new Set() }),
    settings: () => transport.invoke('approvals.get', {}),
    update: (change) => transport.invoke('approvals.update', change),
    forget: (ruleId) => transport.invoke('approvals.forget', { ruleId }),
  }
}

/** The calls of a chat that a person is asked about, in the order in which they were asked for. */
export function questionsOf({ runs, calls }: Transcript): readonly ToolCallRecord[] {
  const asking = runs.filter(({ status }) => status === 'requires_action').map(({ id }) => id)
  if (asking.length === 0) return []
  return calls.filter(
    ({ runId, approval, status }) => approval === 'asked' && status === 'requested' && asking.includes(runId),
  )
}

/** Call ids are unique within their run only. */
export function questionKey({ runId, id }: Pick<ToolCallRecord, 'runId' | 'id'>): string {
  return `${runId}/${id}`
}
