import { z } from 'zod'
import { providerIdSchema } from './id.ts'
import { toolDefinitionSchema } from './tool.ts'

/** Who answers `search_web`. Wikipedia is the one that needs neither a key nor a server of one's own. */
const searchChoiceSchema = z.enum(['wikipedia', 'searxng', 'brave', 'tavily'])
export type SearchChoice = z.infer<typeof searchChoiceSchema>

/** The model that makes vectors of what attached files say. */
export const embeddingsChoiceSchema = z.object({
  providerId: providerIdSchema,
  model: z.string().trim().min(1).max(200),
})

/** The services behind tools, as the user chose them. Keys are never here. */
export const toolServicesSchema = z.object({
  search: searchChoiceSchema.default('wikipedia'),
  /** Where the user's own SearXNG answers; it may lie in a local network. */
  searxngUrl: z.string().max(2000).optional(),
  /** Who answers `get_stock_price`. */
  stocks: z.enum(['stooq', 'finnhub']).default('stooq'),
  /** Who makes vectors for `search_attachments`; absent: nobody, and words are looked for. */
  embeddings: embeddingsChoiceSchema.optional(),
})
export type ToolServices = Readonly<z.infer<typeof toolServicesSchema>>

/** What the user chose about Parley's own tools. */
export const toolSettingsSchema = z.object({
  /** Names of tools that are neither offered nor called. */
  off: z.array(z.string().max(64)).max(500).readonly().default([]),
  services: toolServicesSchema.prefault({}),
})
export type ToolSettings = Readonly<z.infer<typeof toolSettingsSchema>>

/** Services that need a key. */
export const keyedServices = ['brave', 'tavily', 'finnhub'] as const
export const keyedServiceSchema = z.enum(keyedServices)
export type KeyedService = z.infer<typeof keyedServiceSchema>

/** What the settings show of tools. */
export const toolSettingsViewSchema = z.object({
  tools: z
    .array(
      toolDefinitionSchema
        .pick({ name: true, description: true, effect: true, server: true })
        .extend({ on: z.boolean() }),
    )
    .readonly(),
  services: toolServicesSchema,
  /** Services whose key is kept. No method gives a key back. */
  withKey: z.array(keyedServiceSchema).readonly(),
})
export type ToolSettingsView = z.infer<typeof toolSettingsViewSchema>

/** Switches tools and chooses services; an empty `searxngUrl` takes the address back, `null` a choice. */
export const toolChangeSchema = z.object({
  on: toolSettingsSchema.shape.off.unwrap().optional(),
  off: toolSettingsSchema.shape.off.unwrap().optional(),
  services: z
    .object({
      search: searchChoiceSchema,
      searxngUrl: z.string().max(2000),
      stocks: toolServicesSchema.shape.stocks.unwrap(),
      embeddings: embeddingsChoiceSchema.nullable(),
    })
    .partial()
    .optional(),
})
export type ToolChange = z.infer<typeof toolChangeSchema>
