import { z } from 'zod'
import { providerIdSchema } from './id.ts'
import { bodyFieldsSchema, providerProxySchema } from './provider-network.ts'
import {
  effectiveLimitsSchema,
  keyNumberSchema,
  providerLimitsSchema,
  rateLimitsSchema,
} from './provider-limits.ts'

/** The wire that a provider speaks. */
export const protocolSchema = z.enum(['openai-chat', 'openai-responses', 'anthropic-messages', 'demo'])
export type Protocol = z.infer<typeof protocolSchema>

/**
 * Where the key that is used comes from. The key itself never leaves the main process. `unreadable`: there is one that this
 * computer cannot read.
 */
export const keySourceSchema = z.enum(['none', 'not-needed', 'environment', 'key-store', 'unreadable'])
export type KeySource = z.infer<typeof keySourceSchema>

/** How a key stands, since this start: `refused` until it or the provider is changed, `limited` for a while. */
export const keyStateSchema = z.enum(['ready', 'refused', 'limited'])
export type KeyState = z.infer<typeof keyStateSchema>

/** One of a provider's keys as a screen may see it. */
export const providerKeySchema = z.object({
  number: keyNumberSchema,
  hint: z.string(),
  state: keyStateSchema,
})

/** How a provider is asked: what the user chose, and what holds where nothing was chosen. */
export const providerAdvancedSchema = z.object({
  limits: providerLimitsSchema,
  /** What holds for the limits that were not chosen. */
  defaultLimits: effectiveLimitsSchema,
  rates: rateLimitsSchema,
  proxy: providerProxySchema,
  /** Whether user and password of the proxy are kept. */
  proxySecret: z.boolean(),
  caFile: z.string().optional(),
  selfSigned: z.boolean(),
  /** Names of the headers that are sent; their values do not leave the main process. */
  headers: z.array(z.string()).readonly(),
  body: bodyFieldsSchema,
  /** The keys in the key store, which are used in turn. One of the environment stands alone and not here. */
  keys: z.array(providerKeySchema).readonly(),
})
export type ProviderAdvanced = Readonly<z.infer<typeof providerAdvancedSchema>>

/** A provider as a screen may see it. */
export const providerViewSchema = z.object({
  id: providerIdSchema,
  name: z.string(),
  protocol: protocolSchema,
  baseUrl: z.string(),
  /** True when the base URL comes from the environment and a change in the settings would have no effect. */
  baseUrlFixed: z.boolean(),
  keySource: keySourceSchema,
  /** First and last letters of the key, enough to recognise it: `sk-…4f2A`. */
  keyHint: z.string().optional(),
  /** Where the brand lets its users make a key. */
  keyPageUrl: z.string().optional(),
  defaultModel: z.string(),
  /** Ready for use: has a key or needs none. */
  usable: z.boolean(),
  /** A server of this computer, which needs no key but has to be set up. */
  local: z.boolean().optional(),
  /** The built-in brands cannot be removed. */
  builtIn: z.boolean(),
  /** Absent where nothing is asked over a network. */
  advanced: providerAdvancedSchema.optional(),
})
export type ProviderView = Readonly<z.infer<typeof providerViewSchema>>

export const modelSchema = z.object({
  id: z.string().min(1),
  providerId: providerIdSchema,
  name: z.string(),
})
export type Model = Readonly<z.infer<typeof modelSchema>>

/** What *Test connection* found. */
export const connectionTestSchema = z.object({
  durationMs: z.number().nonnegative(),
  modelCount: z.number().int().nonnegative(),
})
export type ConnectionTest = Readonly<z.infer<typeof connectionTestSchema>>

/** A server that was found running on this computer, with its models. */
export const localServerSchema = z.object({
  providerId: providerIdSchema,
  models: z.array(z.string()).readonly(),
})
export type LocalServer = Readonly<z.infer<typeof localServerSchema>>
