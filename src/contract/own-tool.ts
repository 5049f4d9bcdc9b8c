import { z } from 'zod'
import { failureSchema } from './failure.ts'

/** A file in the folder of the user's own tools, as the settings show it. */
export const ownToolSchema = z.object({
  /** The name of the file. */
  file: z.string().max(200),
  /** `new`: nobody agreed to this state of it yet, so it was not loaded. */
  state: z.enum(['new', 'loaded', 'failed']),
  /** The hash of the file; goes back with the consent, so that nobody agrees to what was not seen. */
  hash: z.string().max(200),
  /** The whole file, for the person who is to agree. */
  source: z.string(),
  /** The name that models know it by, when it is loaded. */
  tool: z.string().optional(),
  failure: failureSchema.optional(),
})
export type OwnTool = Readonly<z.infer<typeof ownToolSchema>>

export const ownToolsViewSchema = z.object({ folder: z.string(), tools: z.array(ownToolSchema) })
export type OwnToolsView = Readonly<z.infer<typeof ownToolsViewSchema>>
