import { canonicalArguments, type ApprovalRule } from '../../../contract/approval.ts'
import type { SessionId } from '../../../contract/id.ts'
import type { DecisionScope, ToolCall, ToolDefinition } from '../../../contract/tool.ts'
import type { Clock } from '../ports/clock.ts'
import type { SettingsBook } from '../provider/settings.ts'
import type { ApprovalPolicy } from './judge.ts'

/** What a run asks before every round. */
export interface RunApprovals {
  /** What is decided by now. */
  readonly policy: () => ApprovalPolicy
  /** How long a person may take to answer, in milliseconds. */
  readonly waitMs: () => number
}

export interface Approvals {
  forSession(sessionId: SessionId): RunApprovals
  /**
   * Keeps a decision for later calls: for this chat until Parley closes, or in the settings. Rejects with what the
   * settings say when they cannot be written.
   */
  remember(decided: Remembered): Promise<void>
  /** Takes a kept decision back. */
  forget(ruleId: string): Promise<void>
}

export interface Remembered {
  readonly sessionId: SessionId
  readonly call: ToolCall
  readonly tool: ToolDefinition
  readonly scope: DecisionScope
  readonly allowed: boolean
  /** True when it holds whatever the arguments are; a chat's decision always does. */
  readonly anyArguments: boolean
}

/** As many as the settings hold; the oldest give way. */
const mostRules = 1000

export function createApprovals(book: SettingsBook, clock: Clock): Approvals {
  const bySession = new Map<SessionId, readonly ApprovalRule[]>()
  const settings = () => book.current().approvals
  return {
    forSession: (sessionId) => ({
      policy() {
        const { effects, rules } = settings()
        return { effects, rules: [...rules, ...(bySession.get(sessionId) ?? [])] }
      },
      waitMs: () => settings().waitMs,
    }),
    async remember({ sessionId, call, tool, scope, allowed, anyArguments }) {
      if (scope === 'once') return
      const exact = scope === 'always' && !anyArguments
      const rule: ApprovalRule = {
        id: crypto.randomUUID(),
        tool: tool.name,
        ...(tool.server !== undefined && { server: tool.server }),
        ...(tool.fingerprint !== undefined && { fingerprint: tool.fingerprint }),
        ...(exact && { arguments: canonicalArguments(call.arguments) }),
        allowed,
        createdAt: clock.now(),
      }
      if (scope === 'session') {
        bySession.set(sessionId, [...(bySession.get(sessionId) ?? []), rule])
        return
      }
      const rules = [...settings().rules, rule].slice(-mostRules)
      await book.updateApprovals({ ...settings(), rules })
    },
    async forget(ruleId) {
      const rules = settings().rules.filter(({ id }) => id !== ruleId)
      await book.updateApprovals({ ...settings(), rules })
    },
  }
}
