import { z } from 'zod'
import type { ContentHash } from './attachment.ts'
import { contentHashesIn, messageSchema } from './message.ts'
import { runEventSchema } from './run-event.ts'
import { runSchema } from './run.ts'
import { sessionSchema } from './session.ts'
import { toolCallRecordSchema } from './tool.ts'

/**
 * One session with everything that belongs to it: what an archive holds and what moves from one engine to another.
 * Messages, runs and calls stand in the order in which they were stored, events by run and `seq`, so that the same
 * session always makes the same bundle.
 */
export const sessionBundleSchema = z.object({
  session: sessionSchema,
  messages: z.array(messageSchema).readonly(),
  runs: z.array(runSchema).readonly(),
  calls: z.array(toolCallRecordSchema).readonly(),
  events: z.array(runEventSchema).readonly(),
})
export type SessionBundle = Readonly<z.infer<typeof sessionBundleSchema>>

/** The content that a session refers to, each once, in the order of its messages. */
export function contentHashesOf({ messages }: Pick<SessionBundle, 'messages'>): readonly ContentHash[] {
  return [...new Set(messages.flatMap(({ parts }) => contentHashesIn(parts)))]
}
