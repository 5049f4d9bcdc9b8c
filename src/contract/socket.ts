import { z } from 'zod'
import { failureSchema } from './failure.ts'
import { noticeSchema } from './notice.ts'

/** What a page sends over its WebSocket. `hello` comes first; until its token is accepted nothing else is read. */
export const clientFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), token: z.string().max(200) }),
  z.object({
    type: z.literal('request'),
    id: z.number().int(),
    method: z.string().max(64),
    input: z.unknown(),
  }),
])
export type ClientFrame = z.infer<typeof clientFrameSchema>

/** What the server sends: `welcome` for a good token, then one response a request, and notices. */
export const serverFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome') }),
  z.object({ type: z.literal('response'), id: z.number().int(), output: z.unknown() }),
  z.object({ type: z.literal('failure'), id: z.number().int(), failure: failureSchema }),
  z.object({ type: z.literal('notice'), notice: noticeSchema }),
])
export type ServerFrame = z.infer<typeof serverFrameSchema>

/** Close code for a refused token: the page asks for a fresh link instead of trying again. */
export const closeUnauthorized = 4401
