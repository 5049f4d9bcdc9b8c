import { z } from 'zod'
import { messageIdSchema, sessionIdSchema, timestampSchema } from './id.ts'

export const titleSchema = z.string().trim().min(1).max(200)

/** A conversation: a tree of messages of which `leafId` names the tip that is shown. */
export const sessionSchema = z.object({
  id: sessionIdSchema,
  title: z.string(),
  /** A title that the user wrote is never replaced by one that Parley derives. */
  titledByUser: z.boolean(),
  leafId: messageIdSchema.nullable(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  /** Set while the session lies in the trash. */
  deletedAt: timestampSchema.optional(),
})
export type Session = Readonly<z.infer<typeof sessionSchema>>

/** A session as a row of the sidebar. */
export const sessionSummarySchema = sessionSchema.extend({
  /** True while a run of it goes on. */
  running: z.boolean(),
})
export type SessionSummary = Readonly<z.infer<typeof sessionSummarySchema>>
