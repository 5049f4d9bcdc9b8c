import { z } from 'zod'
import { generationSchema } from './generation.ts'
import { providerIdSchema } from './id.ts'
import { finishReasonSchema, partSchema, roleSchema } from './message.ts'
import { clientToolsSchema, toolChoiceSchema } from './tool.ts'
import { usageSchema } from './usage.ts'

/** What was said, as a program gives it. The content of pictures and files is in the parts themselves. */
export const completionMessageSchema = z.object({
  role: roleSchema,
  parts: z.array(partSchema).readonly(),
})
export type CompletionMessage = Readonly<z.infer<typeof completionMessageSchema>>

/**
 * One question to a model, with all that was said before, oldest first. Nothing of it becomes a chat, and no tool runs:
 * calls go back to whoever asks.
 */
export const completionAskSchema = z.object({
  /** Made by the caller; stands in the notices of the answer. */
  id: z.string().min(1).max(64),
  /** A name as `models.offered` gives it, or one whose provider is to be looked up. */
  model: z.string().min(1).max(300),
  messages: z.array(completionMessageSchema).min(1).max(10_000).readonly(),
  tools: clientToolsSchema.optional(),
  toolChoice: toolChoiceSchema.optional(),
  /** Whether the model may ask for several calls at once; it may when absent. */
  parallelTools: z.boolean().optional(),
  generation: generationSchema.optional(),
  /** Whether the answer is told as it arrives, in `completion-pieces`. */
  streaming: z.boolean(),
})
export type CompletionAsk = Readonly<z.infer<typeof completionAskSchema>>

/** What an answer is told in while it arrives. A call's name comes with its first piece or later, never twice. */
export const completionPieceSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text-delta'), text: z.string() }),
  z.object({ type: z.literal('reasoning-delta'), text: z.string() }),
  z.object({ type: z.literal('refusal-delta'), text: z.string() }),
  z.object({
    type: z.literal('tool-call-delta'),
    callId: z.string(),
    name: z.string().optional(),
    argumentsText: z.string(),
  }),
])
export type CompletionPiece = Readonly<z.infer<typeof completionPieceSchema>>

/** The answer, whole. */
export const completionSchema = z.object({
  providerId: providerIdSchema,
  model: z.string(),
  parts: z.array(partSchema).readonly(),
  finishReason: finishReasonSchema,
  usage: usageSchema.optional(),
  /** US dollars; absent when no price is known. */
  cost: z.number().nonnegative().optional(),
})
export type Completion = Readonly<z.infer<typeof completionSchema>>

/** A model that a program can ask. */
export const offeredModelSchema = z.object({
  /** Its name with that of its provider: `openai/gpt-4o`. */
  id: z.string(),
  providerId: providerIdSchema,
  /** Its name for people. */
  name: z.string(),
})
export type OfferedModel = Readonly<z.infer<typeof offeredModelSchema>>
