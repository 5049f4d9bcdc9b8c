import { z } from 'zod'

/** SHA-256 of some content, in hexadecimal: the same bytes have the same name wherever they are kept. */
export const contentHashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'a SHA-256')
  .brand<'ContentHash'>()
export type ContentHash = z.infer<typeof contentHashSchema>

/** Gives a text the type of a hash. Throws when it is none. */
export function contentHashOf(text: string): ContentHash {
  return contentHashSchema.parse(text)
}

/** Bytes of one file. More would take minutes on the way to a provider, of which none accepts as much. */
export const maxAttachmentBytes = 50_000_000
/** How many files one message may have. */
export const mostAttachments = 20
/** Bytes of one piece of a file, in or out. */
export const maxContentPiece = 3_000_000
/** The same as base64. */
export const maxContentPieceLength = (maxContentPiece / 3) * 4

/** The picture types that every vendor takes and every browser shows. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const
export const imageTypeSchema = z.enum(imageTypes)

/** A text that is kept beside a message: what a model reads instead of a file, or the whole of what a tool gave. */
export const keptTextSchema = z.object({
  hash: contentHashSchema,
  /** Bytes of UTF-8. */
  size: z.number().int().nonnegative(),
})

const side = z.number().int().positive()
const size = z.number().int().nonnegative().max(maxAttachmentBytes)
// A name is shown and offered for saving; what is not a name, cleanName has taken out.
const name = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}/\\]+$/u, 'a file name')

/**
 * A file of the user's, as a draft and a message name it. The bytes are kept once, by their hash. The fields and their
 * order are those of the parts of a message.
 */
export const attachmentSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('image'),
    mediaType: imageTypeSchema,
    hash: contentHashSchema,
    name,
    size,
    /** In pixels. */
    width: side.optional(),
    height: side.optional(),
  }),
  z.object({
    type: z.literal('file'),
    name,
    mediaType: z.string().max(200),
    hash: contentHashSchema,
    size,
    pages: side.optional(),
    /** Absent where the bytes are a text themselves, and where none was found. */
    extracted: keptTextSchema.optional(),
  }),
])
export type Attachment = Readonly<z.infer<typeof attachmentSchema>>

export type KeptText = Readonly<z.infer<typeof keptTextSchema>>

export const attachmentsSchema = z.array(attachmentSchema).max(mostAttachments).readonly()

/** True for a file whose bytes are a text that a model reads as it is. */
export function isPlainText(mediaType: string): boolean {
  return mediaType.startsWith('text/') || mediaType === 'application/json'
}
