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

/** The content that a session refers to, each once, in the order of its messages and calls. */
export function contentHashesOf({
  messages,
  calls,
}: Pick<SessionBundle, 'messages' | 'calls'>): readonly ContentHash[] {
  const ofMessages = messages.flatMap(({ parts }) => contentHashesIn(parts))
  // A call whose round goes on is in no message yet.
  return [...new Set([...ofMessages, ...calls.flatMap(({ whole }) => whole?.hash ?? [])])]
}
