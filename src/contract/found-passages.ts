import { z } from 'zod'

/** A passage of an attached file, and where it stands, as far as the file tells. */
export const foundPassageSchema = z.object({
  file: z.string(),
  page: z.number().optional(),
  sheet: z.string().optional(),
  slide: z.number().optional(),
  /** The first and the last one, such as `12-30`. */
  lines: z.string().optional(),
  /** How well it fits; of use only beside the others. */
  score: z.number(),
  text: z.string(),
})
export type FoundPassage = Readonly<z.infer<typeof foundPassageSchema>>

/** What `search_attachments` gives, as JSON. */
export const foundPassagesSchema = z.object({
  /** By vectors of a model, or by words. */
  searched: z.enum(['meaning', 'words']),
  model: z.string().optional(),
  /** What the vectors took, where the provider says so. */
  tokens: z.number().optional(),
  /** Why it was not searched as the settings want it, or not in every file. */
  note: z.string().optional(),
  /** The names of the files that were searched. */
  files: z.array(z.string()).readonly(),
  hits: z.array(foundPassageSchema).readonly(),
  advice: z.string().optional(),
})
export type FoundPassages = Readonly<z.infer<typeof foundPassagesSchema>>

/** What a search found; undefined for any other text. */
export function readFoundPassages(text: string): FoundPassages | undefined {
  try {
    return foundPassagesSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
