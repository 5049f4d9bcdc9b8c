import { z } from 'zod'
import {
  attachmentSchema,
  contentHashSchema,
  maxAttachmentBytes,
  maxContentPieceLength,
} from './attachment.ts'
import { draftKeySchema, draftSchema } from './draft.ts'

const nothing = z.object({})
/** Made by the caller: one file that comes in several pieces. */
const byUpload = z.object({ id: z.string().min(1).max(64) })
const order = z.number().int().nonnegative()

/** What can be asked about drafts and the files of messages: part of the table of methods. */
export const attachmentMethods = {
  /** What is written but not sent, by chat. */
  'drafts.list': { input: nothing, output: z.object({ drafts: z.record(z.string(), draftSchema) }) },
  /** Keeps a draft; without text and files it is removed. Answered when a power cut would not take it back. */
  'drafts.put': { input: draftSchema.extend({ key: draftKeySchema }), output: nothing },
  /**
   * The pieces of one file, as base64, in order from 0, each when the one before is answered. With the last one the file is
   * looked at: what it is, its bytes tell, whatever its name says, and the text of a document is taken out of it. It is
   * kept for as long as a draft or a message refers to it, and for a while from now.
   */
  'attachments.put': {
    input: byUpload.extend({
      piece: order,
      name: z.string().max(4096),
      data: z.string().max(maxContentPieceLength),
      last: z.boolean(),
    }),
    output: z.object({ attachment: attachmentSchema.optional() }),
  },
  /** Ends a file that did not come to its end. */
  'attachments.cancel': { input: byUpload, output: nothing },
  /** A piece of the content as base64 from that byte on, and how many bytes there are; refused when they were changed. */
  'attachments.get': {
    input: z.object({
      hash: contentHashSchema,
      /** What the content is called, should it be missing. */
      name: z.string().max(4096),
      from: z.number().int().nonnegative().max(maxAttachmentBytes).optional(),
    }),
    output: z.object({ data: z.string(), size: z.number().int() }),
  },
} as const
