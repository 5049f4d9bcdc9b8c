import { canonicalArguments, type ApprovalRule, type EffectPolicy } from '../../../contract/approval.ts'
import type { AskReason, Decision, ToolCall, ToolDefinition, ToolEffect } from '../../../contract/tool.ts'

/** What is decided beforehand: by effect, and by rules, of which a refusal counts more than a permission. */
export interface ApprovalPolicy {
  readonly effects: Readonly<Record<ToolEffect, EffectPolicy>>
  readonly rules: readonly ApprovalRule[]
}

/** What a conversation has taken in so far. */
export interface Taint {
  /** Words of strangers, which may ask for anything. */
  readonly untrusted: boolean
  /** Something that is the user's own. */
  readonly personal: boolean
}

export const noTaint: Taint = { untrusted: false, personal: false }

export type Verdict =
  | { readonly approval: 'not-needed' }
  | { readonly approval: 'allowed' | 'denied'; readonly decision: Decision }
  | { readonly approval: 'asked'; readonly askReason: AskReason }

/**
 * Whether a call may run. Pure: the one place where that is decided, whoever began the run. After words of strangers came
 * in, what acts is asked about even where it was allowed, and so is what could carry the user's own data out.
 */
export function judge(call: ToolCall, tool: ToolDefinition, policy: ApprovalPolicy, taint: Taint): Verdict {
  // It runs at the caller's, who has it anyway: nothing of this computer is touched.
  if (tool.client) return decided(true, 'caller')
  const rules = policy.rules.filter((rule) => holdsFor(rule, call, tool))
  if (rules.some(({ allowed }) => !allowed)) return decided(false, 'rule')
  const standard = policy.effects[tool.effect]
  if (standard === 'deny') return decided(false, 'policy')
  const danger = dangerOf(tool.effect, taint)
  if (danger) return { approval: 'asked', askReason: danger }
  if (rules.length > 0) return decided(true, 'rule')
  return standard === 'allow' ? { approval: 'not-needed' } : { approval: 'asked', askReason: 'effect' }
}

/** The taint after the results of these tools came in. */
export function taintedBy(before: Taint, tools: readonly ToolDefinition[]): Taint {
  return {
    untrusted: before.untrusted || tools.some(({ untrusted }) => untrusted === true),
    personal: before.personal || tools.some(isPersonal),
  }
}

// A server that says it only reads says nothing of what.
function isPersonal({ personal, server, effect }: ToolDefinition): boolean {
  return personal ?? (server !== undefined && effect === 'read')
}

function dangerOf(effect: ToolEffect, { untrusted, personal }: Taint): AskReason | undefined {
  if (!untrusted || effect === 'read') return undefined
  if (effect === 'network') return personal ? 'leak' : undefined
  return 'tainted'
}

// Another server, another state of it or other arguments are another thing.
function holdsFor(rule: ApprovalRule, call: ToolCall, tool: ToolDefinition): boolean {
  return (
    rule.tool === tool.name &&
    rule.server === tool.server &&
    rule.fingerprint === tool.fingerprint &&
    (rule.arguments === undefined || rule.arguments === canonicalArguments(call.arguments))
  )
}

function decided(allowed: boolean, by: Decision['by']): Verdict {
  return { approval: allowed ? 'allowed' : 'denied', decision: { allowed, by } }
}
