import { z } from 'zod'
import { attachmentsSchema } from './attachment.ts'
import { sessionIdSchema } from './id.ts'

/** UTF-8 bytes of one message. */
export const maxMessageBytes = 10_000_000

/** The chat that a draft belongs to; the one that does not exist yet has a key that no session can have. */
export const newChatKey = '*new*'
export const draftKeySchema = z.union([sessionIdSchema, z.literal(newChatKey)])

/** What is written but not sent in one chat, and the files that are to go with it. */
export const draftSchema = z.object({
  text: z.string().max(maxMessageBytes),
  attachments: attachmentsSchema.optional(),
})
export type Draft = Readonly<z.infer<typeof draftSchema>>
