import { z } from 'zod'

// Callers may bring a session id of their own, so an id is any short printable word, not only what we make.
const pattern = /^[\w.:@-]+$/
const longest = 128
const word = z.string().min(1).max(longest).regex(pattern, 'letters, digits and . _ : @ - only')

export const sessionIdSchema = word.brand<'SessionId'>()
export const messageIdSchema = word.brand<'MessageId'>()
export const agentIdSchema = word.brand<'AgentId'>()
export const promptIdSchema = word.brand<'PromptId'>()
export const runIdSchema = word.brand<'RunId'>()
export const providerIdSchema = word.brand<'ProviderId'>()
/** Made by the provider, therefore of any shape. */
export const callIdSchema = z.string().min(1).max(512).brand<'CallId'>()

export type SessionId = z.infer<typeof sessionIdSchema>
export type MessageId = z.infer<typeof messageIdSchema>
export type AgentId = z.infer<typeof agentIdSchema>
export type PromptId = z.infer<typeof promptIdSchema>
export type RunId = z.infer<typeof runIdSchema>
export type ProviderId = z.infer<typeof providerIdSchema>
export type CallId = z.infer<typeof callIdSchema>

/** Milliseconds since 1970-01-01 UTC. */
export const timestampSchema = z.number().int().nonnegative()

/** What the schemas of ids of ours say, but for a call's, for where thousands are read at once. */
export function isId(value: unknown): boolean {
  return typeof value === 'string' && value.length <= longest && pattern.test(value)
}

/** What the schema of a time says, for the same. */
export function isTimestamp(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

/** Gives a text the type of a message id. Throws when it is none. */
export function messageIdOf(text: string): MessageId {
  return messageIdSchema.parse(text)
}

/** Gives a text the type of a session id. Throws when it is none. */
export function sessionIdOf(text: string): SessionId {
  return sessionIdSchema.parse(text)
}

/** Gives a text the type of a run id. Throws when it is none. */
export function runIdOf(text: string): RunId {
  return runIdSchema.parse(text)
}

/** Gives a text the type of an agent id. Throws when it is none. */
export function agentIdOf(text: string): AgentId {
  return agentIdSchema.parse(text)
}

/** Gives a text the type of a prompt id. Throws when it is none. */
export function promptIdOf(text: string): PromptId {
  return promptIdSchema.parse(text)
}

/** Gives a text the type of a provider id. Throws when it is none. */
export function providerIdOf(text: string): ProviderId {
  return providerIdSchema.parse(text)
}

/** Gives a text the type of a call id. Throws when it is none. */
export function callIdOf(text: string): CallId {
  return callIdSchema.parse(text)
}
