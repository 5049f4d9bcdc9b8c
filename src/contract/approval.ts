import { z } from 'zod'
import { timestampSchema } from './id.ts'
import { toolEffectSchema, type ToolEffect } from './tool.ts'

/** What happens to a call by default, by what its tool can do. */
export const effectPolicySchema = z.enum(['allow', 'ask', 'deny'])
export type EffectPolicy = z.infer<typeof effectPolicySchema>

/** Something decided for later calls. It holds for one tool of one server in one state, and no other. */
export const approvalRuleSchema = z.object({
  id: z.string().min(1).max(64),
  tool: z.string().max(64),
  server: z.string().max(200).optional(),
  fingerprint: z.string().max(200).optional(),
  /** The arguments that it holds for, as `canonicalArguments` writes them; absent: any. */
  arguments: z.string().max(100_000).optional(),
  allowed: z.boolean(),
  createdAt: timestampSchema,
})
export type ApprovalRule = Readonly<z.infer<typeof approvalRuleSchema>>

/** By effect; reading alone needs nobody. */
export const effectPoliciesSchema = z.object({
  read: effectPolicySchema.default('allow'),
  write: effectPolicySchema.default('ask'),
  network: effectPolicySchema.default('ask'),
  run: effectPolicySchema.default('ask'),
}) satisfies z.ZodType<Record<ToolEffect, EffectPolicy>>

export const approvalSettingsSchema = z.object({
  effects: effectPoliciesSchema.prefault({}),
  rules: z.array(approvalRuleSchema).max(1000).readonly().default([]),
  /** How long a question to the person stays open, in milliseconds. Then the call is not run. */
  waitMs: z.number().int().min(1_000).max(86_400_000).default(600_000),
})
export type ApprovalSettings = Readonly<z.infer<typeof approvalSettingsSchema>>

/** A change of the policies; the named ones replace the old ones. */
export const effectPoliciesChangeSchema = z.partialRecord(toolEffectSchema, effectPolicySchema)

/** Arguments with their names in order, so that equal ones are equal texts. What is no JSON stays as it is. */
export function canonicalArguments(text: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(text)))
  } catch {
    return text.trim()
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, each]) => [name, sorted(each)] as const)
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
