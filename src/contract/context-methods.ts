import { z } from 'zod'
import { attachmentsSchema } from './attachment.ts'
import { markSchema, partPlaceSchema } from './context-mark.ts'
import { contextViewSchema } from './context.ts'
import { agentIdSchema, sessionIdSchema } from './id.ts'
import { contextEstimateSchema } from './money.ts'
import { runChoiceSchema } from './run.ts'
import { sessionSummarySchema } from './session.ts'

const nextRequest = z.object({
  sessionId: sessionIdSchema.optional(),
  text: z.string(),
  attachments: attachmentsSchema.optional(),
  /** As in `runs.start`. */
  agentId: agentIdSchema.nullable().optional(),
  options: runChoiceSchema.optional(),
})

/** What can be asked about the next request of a chat: part of the table of methods. */
export const contextMethods = {
  /** How much of the model's window it would take with this text. */
  'context.estimate': { input: nextRequest, output: contextEstimateSchema },
  /** What it would hold: every item of the newest `turns`, and of what is older the sum. */
  'context.items': {
    input: nextRequest.extend({ turns: z.number().int().min(1).max(10_000).default(30) }),
    output: contextViewSchema,
  },
  /**
   * Marks parts of messages for later requests; `null` takes their marks away. The messages stay as they are, and an answer
   * that is being written goes on as it began.
   */
  'context.mark': {
    input: z.object({
      sessionId: sessionIdSchema,
      places: z.array(partPlaceSchema).min(1).max(200),
      mark: markSchema.nullable(),
    }),
    output: sessionSummarySchema,
  },
} as const
