import { z } from 'zod'
import { completionAskSchema, completionSchema, offeredModelSchema } from './completion.ts'
import { failureSchema } from './failure.ts'
import { timestampSchema } from './id.ts'
import { usageSchema } from './usage.ts'

/** Ports below are the system's own. */
export const apiPorts = { least: 1024, most: 65_535 } as const
export const apiPortSchema = z.number().int().min(apiPorts.least).max(apiPorts.most)

/** Where programs of this computer reach Parley. */
export const localApiSettingsSchema = z.object({
  on: z.boolean().default(false),
  port: apiPortSchema.default(8485),
})
export type LocalApiSettings = Readonly<z.infer<typeof localApiSettingsSchema>>

/** One request of a program, without a word of what it said. */
export const apiRequestSchema = z.object({
  /** Counted from 1 since the start. */
  number: z.number().int().positive(),
  at: timestampSchema,
  /** The path, without what is behind a question mark. */
  path: z.string(),
  model: z.string().optional(),
  /** As in HTTP; 499: the program left before the answer was whole. */
  status: z.number().int(),
  durationMs: z.number().nonnegative(),
  usage: usageSchema.optional(),
})
export type ApiRequest = Readonly<z.infer<typeof apiRequestSchema>>

export const localApiStateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('off') }),
  z.object({ status: z.literal('starting') }),
  /** `address` is the base URL of OpenAI's clients. */
  z.object({ status: z.literal('running'), address: z.string() }),
  /** `freePort`: another one that could be taken. */
  z.object({ status: z.literal('failed'), failure: failureSchema, freePort: apiPortSchema.optional() }),
])
export type LocalApiState = Readonly<z.infer<typeof localApiStateSchema>>

export const localApiViewSchema = localApiSettingsSchema.extend({
  state: localApiStateSchema,
  /** The newest ones, newest first. */
  requests: z.array(apiRequestSchema).readonly(),
})
export type LocalApiView = Readonly<z.infer<typeof localApiViewSchema>>

const nothing = z.object({})
const token = z.object({ token: z.string() })

/** What programs of this computer can ask, and how they are let in: part of the table of methods. */
export const localApiMethods = {
  /** Every model of every provider that is ready. One that cannot be asked for its list offers its default model. */
  'models.offered': { input: nothing, output: z.object({ models: z.array(offeredModelSchema).readonly() }) },
  /** Asks a model once. Ends early when the caller is gone. */
  'completions.create': { input: completionAskSchema, output: completionSchema },
  'local-api.get': { input: nothing, output: localApiViewSchema },
  /** Switches it on or off, or moves it to another port. What could not be done is in the state. */
  'local-api.update': {
    input: z.object({ on: z.boolean().optional(), port: apiPortSchema.optional() }),
    output: localApiViewSchema,
  },
  /** The token that programs show, for whoever sits at this computer; no program gets it. */
  'local-api.token': { input: nothing, output: token },
  /** Makes another token. The old one is worth nothing from then on, and what goes on under it is ended. */
  'local-api.renew-token': { input: nothing, output: token },
} as const
