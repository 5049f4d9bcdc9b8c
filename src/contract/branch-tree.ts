import { z } from 'zod'
import { messageIdSchema, timestampSchema } from './id.ts'

/** Messages of a chat that follow each other without a choice between versions. */
export const treeRowSchema = z.object({
  /** The first message; showing it shows its branch. */
  id: messageIdSchema,
  /** The first message of the stretch that this one follows; null for what begins the chat. */
  parentId: messageIdSchema.nullable(),
  /** Whether it is on the path that is shown. */
  shown: z.boolean(),
  /** Questions in it. */
  questions: z.number().int().nonnegative(),
  messages: z.number().int().positive(),
  /** The beginning of its first question and answer; empty where it has none. */
  question: z.string(),
  answer: z.string(),
  /** When its first message was stored, in ms since 1970. */
  createdAt: timestampSchema,
})
export type TreeRow = Readonly<z.infer<typeof treeRowSchema>>

/** All versions of a chat, each stretch before what follows it, in the order in which they were stored. */
export const branchTreeSchema = z.object({
  rows: z.array(treeRowSchema).readonly(),
  /** False when there are more stretches than are shown. */
  complete: z.boolean(),
})
export type BranchTree = Readonly<z.infer<typeof branchTreeSchema>>
