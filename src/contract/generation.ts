import { z } from 'zod'

/** What an answer has to be: JSON of any form, or of the form that a schema describes. */
export const answerFormatSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('json') }),
  z.object({
    type: z.literal('json-schema'),
    name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    schema: z.record(z.string(), z.unknown()),
  }),
])
export type AnswerFormat = Readonly<z.infer<typeof answerFormatSchema>>

/** How a model is to write. What is absent is left to the provider. */
export const generationSchema = z.object({
  /** From 0, the most likely words, to 2; some protocols end at 1. */
  temperature: z.number().min(0).max(2).optional(),
  /** Share of the most likely words that are chosen from. */
  topP: z.number().min(0).max(1).optional(),
  /** Tokens of one answer at most, reasoning included where the provider counts it. */
  maxTokens: z.number().int().min(1).max(10_000_000).optional(),
  /** Texts at which the model stops. */
  stop: z.array(z.string().min(1).max(200)).max(4).readonly().optional(),
  effort: z.enum(['low', 'medium', 'high']).optional(),
  format: answerFormatSchema.optional(),
})
export type Generation = Readonly<z.infer<typeof generationSchema>>
