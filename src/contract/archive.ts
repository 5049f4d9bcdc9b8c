import { z } from 'zod'
import { contentHashSchema } from './attachment.ts'

export const archiveFormat = 'parley-archive'
/** Raised when older versions of Parley could no longer read what is written. New optional fields do not raise it. */
export const archiveVersion = 2

/** The first line of an archive. It bears no date, so that the same chats always make the same bytes. */
export const archiveHeadingSchema = z.object({
  format: z.literal(archiveFormat),
  version: z.number().int().positive(),
})

/**
 * A piece of some content of messages, on a line before the first chat that refers to it: `data` is base64 of the bytes from
 * `from` on, and `size` is how many there are altogether. Without `data` the content was lost before.
 */
export const archivedContentSchema = z.object({
  attachment: contentHashSchema,
  size: z.number().int().nonnegative(),
  from: z.number().int().nonnegative(),
  data: z.string().optional(),
})
export type ArchivedContent = Readonly<z.infer<typeof archivedContentSchema>>

/** Bytes of content on one line; as base64 a line is then as long as a piece of a file may be. */
export const archivedPiece = 750_000

/** What one chat can be written as. Only `archive` and, without branches and times, `lm-deluge` can be read back. */
export const exportFormatSchema = z.enum(['markdown', 'html', 'lm-deluge', 'archive'])
export type ExportFormat = z.infer<typeof exportFormatSchema>

export const exportedFileSchema = z.object({ name: z.string(), mediaType: z.string(), text: z.string() })
export type ExportedFile = Readonly<z.infer<typeof exportedFileSchema>>

/** What a file can be recognised as. */
export const importFormatSchema = z.enum(['archive', 'chatgpt', 'claude', 'lm-deluge'])
export type ImportFormat = z.infer<typeof importFormatSchema>

/** Why something of a file is not there afterwards, or not as it was. The catalogue has a sentence for each. */
export const importReasonSchema = z.enum([
  // Chats that were left out
  'chat-broken',
  'chat-empty',
  'chat-unknown',
  'chat-refused',
  'chat-too-large',
  'file-cut',
  // Messages that were left out or moved
  'message-hidden',
  'message-broken',
  'parent-missing',
  'parent-circular',
  // Content that was left out or replaced
  'part-unknown',
  'media-missing',
])
export type ImportReason = z.infer<typeof importReasonSchema>

const count = z.number().int().nonnegative()

/** What became of a file, or of the pieces of it that were read so far. */
export const importReportSchema = z.object({
  /** Absent as long as nothing was recognised. */
  format: importFormatSchema.optional(),
  /** Chats that are new. */
  imported: count,
  /** Chats that were there before, and were left as they were. */
  present: count,
  /** The messages of the new chats. */
  messages: count,
  remarks: z.array(z.object({ reason: importReasonSchema, count })).readonly(),
})
export type ImportReport = Readonly<z.infer<typeof importReportSchema>>

export const emptyReport: ImportReport = { imported: 0, present: 0, messages: 0, remarks: [] }

/** Two files in one report. */
export function addReports(one: ImportReport, other: ImportReport): ImportReport {
  const format = one.format ?? other.format
  return {
    ...(format && { format }),
    imported: one.imported + other.imported,
    present: one.present + other.present,
    messages: one.messages + other.messages,
    remarks: sumOf([...one.remarks, ...other.remarks]),
  }
}

/** One remark for each reason, in the order of the reasons. */
export function sumOf(remarks: ImportReport['remarks']): ImportReport['remarks'] {
  return importReasonSchema.options.flatMap((reason) => {
    const sum = remarks.reduce((total, each) => total + (each.reason === reason ? each.count : 0), 0)
    return sum > 0 ? [{ reason, count: sum }] : []
  })
}

/** UTF-16 units in one piece of a file, in or out. */
export const maxPieceLength = 1_000_000
