import { z } from 'zod'
import { timestampSchema } from './id.ts'

/** Whether and where Parley looks for a newer version of itself. It never fetches or runs one. */
export const updateSettingsSchema = z.object({
  /** An address that gives releases as GitHub's API does, one or a list; empty for none. */
  feed: z
    .string()
    .trim()
    .max(2000)
    // What comes over an open line may be anybody's word; this computer has no line to itself.
    .refine(
      (text) =>
        text === '' ||
        /^(?:https:\/\/[^\s/]|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$))/i.test(text),
    ),
  /** Look by itself, once a day at most. */
  daily: z.boolean(),
  /** When it was looked last, in ms since 1970. */
  lookedAt: timestampSchema.optional(),
})
export type UpdateSettings = Readonly<z.infer<typeof updateSettingsSchema>>

export const noUpdates: UpdateSettings = { feed: '', daily: false }

/** The newest release that the feed names. */
export const releaseSchema = z.object({
  version: z.string(),
  /** Whether it is newer than what runs. */
  newer: z.boolean(),
  /** Markdown of strangers; empty when there are none. */
  notes: z.string(),
  /** Where a person gets it; empty when the feed names no page. */
  page: z.string(),
  publishedAt: timestampSchema.optional(),
})
export type Release = Readonly<z.infer<typeof releaseSchema>>

/** Of GitHub's releases what we use: https://docs.github.com/en/rest/releases/releases */
const rowSchema = z.object({
  tag_name: z.string().min(1).max(200),
  draft: z.boolean().optional(),
  prerelease: z.boolean().optional(),
  html_url: z.string().max(2000).optional(),
  body: z.string().nullish(),
  published_at: z.string().nullish(),
})
/** What stands at the place for updates: one release or a list. */
export const releaseFeedSchema = z.union([rowSchema.transform((row) => [row]), z.array(rowSchema)])
