import { z } from 'zod'

/**
 * What the wire said beside an answer, for whoever asks the provider about it: as received, each text cut to a length.
 * Nothing in Parley depends on it.
 */
export const wireNoteSchema = z.object({
  /** The provider's name for the request, from its headers. */
  requestId: z.string().optional(),
  /** The provider's name for the answer, from its body. */
  responseId: z.string().optional(),
  /** Its own word for the end of the answer. */
  finishReason: z.string().optional(),
  /** Headers that tell of limits, in the order of their names: a list, because a store may order an object anew. */
  rateLimits: z
    .array(z.object({ name: z.string(), value: z.string() }))
    .readonly()
    .optional(),
  /** How often the request was sent, when that was more than once. */
  attempts: z.number().int().min(2).optional(),
})
export type WireNote = Readonly<z.infer<typeof wireNoteSchema>>
