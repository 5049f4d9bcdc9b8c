import { z } from 'zod'
import { promptIdSchema } from './id.ts'

/** Letters of one prompt. */
export const longestPrompt = 100_000

export const longestPromptName = 40

/** A prompt is called by its name behind a slash, so the name is one word. */
export const promptNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(longestPromptName)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*$/u, 'letters, digits, - and _ only')

export const promptWordsSchema = z.object({
  /** No other prompt has it, in whatever case its letters are. */
  name: promptNameSchema,
  description: z.string().trim().max(200).optional(),
  /** Has holes such as `{{city}}`, `{{city=Bern}}` and `{{tone:plain|warm}}`; see `prompt-text.ts`. */
  text: z.string().min(1),
})
export type PromptWords = Readonly<z.infer<typeof promptWordsSchema>>

/** A prompt of the user's library as it is kept. */
export const promptSchema = promptWordsSchema.extend({
  id: promptIdSchema,
  text: z.string().min(1).max(longestPrompt),
})
export type Prompt = Readonly<z.infer<typeof promptSchema>>

/** The prompts of a library as a file. */
export const promptFileSchema = z.object({
  version: z.literal(1),
  prompts: z
    .array(promptSchema.omit({ id: true }))
    .max(1000)
    .readonly(),
})
export type PromptFile = Readonly<z.infer<typeof promptFileSchema>>
