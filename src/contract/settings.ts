import { z } from 'zod'
import { approvalSettingsSchema } from './approval.ts'
import { grantedFolderSchema } from './folder.ts'
import { generationSchema } from './generation.ts'
import { agentIdSchema, providerIdSchema } from './id.ts'
import { languageChoiceSchema } from './language/languages.ts'
import { localApiSettingsSchema } from './local-api.ts'
import { lookSchema, usualLook } from './look.ts'
import { mcpNameSchema, mcpServerSettingsSchema } from './mcp.ts'
import { clientDocumentUrlSchema } from './mcp-login.ts'
import { pricesSchema, spendingLimitsSchema } from './money.ts'
import { keyNumberSchema, limitMs, providerLimitsSchema, rateLimitsSchema } from './provider-limits.ts'
import { bodyFieldsSchema, caFileSchema, headerNameSchema, providerProxySchema } from './provider-network.ts'
import { notificationsSchema } from './notification.ts'
import { protocolSchema } from './provider.ts'
import { storageSettingsSchema } from './storage.ts'
import { toolSettingsSchema } from './tool-settings.ts'
import { noUpdates, updateSettingsSchema } from './updates.ts'

export const themeSchema = z.enum(['system', 'light', 'dark', 'contrast'])
export type Theme = z.infer<typeof themeSchema>

/** What a provider that the user adds must have, and what may be changed of any. */
export const providerBasicsSchema = z.object({
  name: z.string().trim().min(1).max(80).optional(),
  protocol: protocolSchema.exclude(['demo']).optional(),
  baseUrl: z.string().max(2000).optional(),
  defaultModel: z.string().max(200).optional(),
})

/** What the user changed of a built-in brand, or the whole of a provider that the user added. */
export const providerSettingsSchema = providerBasicsSchema.extend({
  limits: providerLimitsSchema.optional(),
  rates: rateLimitsSchema.optional(),
  proxy: providerProxySchema.optional(),
  /** A file of certificates in PEM that are trusted beside the system's. */
  caFile: caFileSchema.optional(),
  /** The origin whose certificate may be signed by itself; of no effect when the base URL is of another origin. */
  selfSignedOrigin: z.string().max(2000).optional(),
  /** Names of the headers that are sent. Their values are kept with the keys. */
  headers: z.array(headerNameSchema).max(50).readonly().optional(),
  body: bodyFieldsSchema.optional(),
  /** Numbers, from 2, of the keys that the provider has beside its first one. The keys lie in the key store. */
  moreKeys: z.array(keyNumberSchema).max(50).readonly().optional(),
})
export type ProviderSettings = Readonly<z.infer<typeof providerSettingsSchema>>

/** A change of a provider: the named fields replace the old ones whole, `null` takes a choice back. */
export const providerChangeSchema = providerBasicsSchema.extend({
  limits: providerLimitsSchema.nullable().optional(),
  rates: rateLimitsSchema.nullable().optional(),
  /** The address may hold user and password, which are then kept with the keys. */
  proxy: providerProxySchema.nullable().optional(),
  caFile: caFileSchema.nullable().optional(),
  /** Whether the certificate of the address that is used now may be signed by itself. */
  selfSigned: z.boolean().optional(),
  body: bodyFieldsSchema.nullable().optional(),
})
export type ProviderChange = Readonly<z.infer<typeof providerChangeSchema>>

/** What happens when a conversation nears the end of the model's window. */
export const contextSettingsSchema = z.object({
  /** Whether the older part is folded into a summary by itself. */
  compaction: z.boolean().default(true),
  /** From which share of the window on, in percent. */
  compactAt: z.number().int().min(20).max(95).default(80),
  /** Whether the oldest turns are left out of a request that would be too long otherwise. */
  trimming: z.boolean().default(true),
})
export type ContextSettings = Readonly<z.infer<typeof contextSettingsSchema>>

/** From none to more than any window holds. */
const schemaLimitSchema = z.number().int().min(0).max(10_000_000)

/** Everything in `settings.json`. Keys are never here. */
export const settingsSchema = z.object({
  version: z.literal(1).default(1),
  /** The provider of new runs; absent means the first usable one, and at last the demo model. */
  providerId: providerIdSchema.optional(),
  /** The model of new runs; absent means the provider's default. */
  model: z.string().max(200).optional(),
  /** The agent of new chats; absent means none. */
  agentId: agentIdSchema.optional(),
  streaming: z.boolean().default(true),
  parallelTools: z.boolean().default(false),
  maxRounds: z.number().int().min(1).max(1000).default(25),
  limits: z
    .object({
      firstByteMs: limitMs.default(300_000),
      idleMs: limitMs.default(60_000),
      totalMs: limitMs.default(3_600_000),
      toolMs: limitMs.default(60_000),
      /** How long whoever runs a tool of its own may take for what it gives. */
      clientToolMs: limitMs.default(600_000),
    })
    .prefault({}),
  toolLimits: z
    .object({
      /** Calls of one round that may run together. */
      atOnce: z.number().int().min(1).max(64).default(8),
      /** Calls that one round may ask for; the others are refused. */
      perRound: z.number().int().min(1).max(1000).default(50),
      /** Characters of one result that a model reads; what is longer is kept whole, and read in pieces. */
      outputLength: z.number().int().min(2_000).max(10_000_000).default(100_000),
    })
    .prefault({}),
  /** Letters of all tools' schemas together up to which models are told them whole. */
  schemaLimit: schemaLimitSchema.default(40_000),
  /** Where the document lies by which logins of MCP servers know Parley; absent: it registers with each. */
  mcpClientUrl: clientDocumentUrlSchema.optional(),
  theme: themeSchema.default('system'),
  language: languageChoiceSchema.default('system'),
  look: lookSchema.default(usualLook),
  notifications: notificationsSchema.default('brief'),
  updates: updateSettingsSchema.default(noUpdates),
  localApi: localApiSettingsSchema.prefault({}),
  storage: storageSettingsSchema.prefault({}),
  approvals: approvalSettingsSchema.prefault({}),
  tools: toolSettingsSchema.prefault({}),
  generation: generationSchema.prefault({}),
  spending: spendingLimitsSchema.prefault({}),
  context: contextSettingsSchema.prefault({}),
  /** The user's own prices, by provider and model: `openai/gpt-4o`. */
  prices: z.record(z.string().max(300), pricesSchema).default({}),
  providers: z.record(providerIdSchema, providerSettingsSchema).default({}),
  /** MCP servers by name, in the order in which they are shown. */
  mcpServers: z.record(mcpNameSchema, mcpServerSettingsSchema).default({}),
  /** Folders that are open to the file tools. */
  folders: z.array(grantedFolderSchema).max(100).readonly().default([]),
  /** The user's own tools that may be loaded: the hash of each file, by its name. */
  ownTools: z.record(z.string().max(200), z.string().max(200)).default({}),
})
export type Settings = Readonly<z.infer<typeof settingsSchema>>

/** A change of settings: the named fields replace the old ones, `null` takes a choice back. */
export const settingsChangeSchema = z
  .object({
    providerId: providerIdSchema.nullable(),
    model: z.string().max(200).nullable(),
    agentId: agentIdSchema.nullable(),
    streaming: z.boolean(),
    parallelTools: z.boolean(),
    maxRounds: z.number().int().min(1).max(1000),
    schemaLimit: schemaLimitSchema,
    mcpClientUrl: clientDocumentUrlSchema.nullable(),
    theme: themeSchema,
    language: languageChoiceSchema,
    /** All of the look at once. */
    look: lookSchema,
    notifications: notificationsSchema,
    /** All about updates at once. */
    updates: updateSettingsSchema,
    /** All wishes about writing at once. */
    generation: generationSchema,
    /** All limits of spending at once. */
    spending: spendingLimitsSchema,
    /** All of what happens with long chats at once. */
    context: contextSettingsSchema,
  })
  .partial()
export type SettingsChange = Readonly<z.infer<typeof settingsChangeSchema>>

/** The settings as used now, after the environment and the command line had their say. */
export const effectiveSettingsSchema = z.object({
  providerId: providerIdSchema,
  model: z.string(),
  agentId: agentIdSchema.optional(),
  streaming: z.boolean(),
  parallelTools: z.boolean(),
  maxRounds: z.number().int(),
  schemaLimit: z.number().int(),
  mcpClientUrl: z.string().optional(),
  theme: themeSchema,
  language: languageChoiceSchema,
  look: lookSchema,
  notifications: notificationsSchema,
  updates: updateSettingsSchema,
  generation: generationSchema,
  spending: spendingLimitsSchema,
  context: contextSettingsSchema,
  /** Fields that a flag or the environment decides for this start. */
  overridden: z.array(z.enum(['providerId', 'model', 'streaming', 'parallelTools'])),
})
export type EffectiveSettings = Readonly<z.infer<typeof effectiveSettingsSchema>>
