import { z } from 'zod'
import { messageIdSchema, timestampSchema } from './id.ts'

/** A part of a message: what can be marked. */
export const partPlaceSchema = z.object({
  messageId: messageIdSchema,
  /** Its number in the message, from 0. */
  part: z.number().int().min(0).max(100_000),
})
export type PartPlace = Readonly<z.infer<typeof partPlaceSchema>>

/**
 * What the user wants of a part in later requests. `muted`: it is left out. `pinned`: neither a summary nor want of room
 * takes it away. `shortened`: its beginning and end go, with a line between them. The message itself never changes.
 */
export const markSchema = z.enum(['muted', 'pinned', 'shortened'])
export type Mark = z.infer<typeof markSchema>

/** More than this no chat keeps: every list of chats carries them. */
export const mostMarks = 2_000

/** The marks of a session, at most one for each part. */
export const contextMarksSchema = z.object({
  /** When one of them last came or went: what a provider counted before is not what would be sent. */
  changedAt: timestampSchema,
  items: z
    .array(partPlaceSchema.extend({ mark: markSchema }))
    .max(mostMarks)
    .readonly(),
})
export type ContextMarks = Readonly<z.infer<typeof contextMarksSchema>>
