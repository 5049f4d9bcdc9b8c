import type { Attachment, ContentHash } from '../../../contract/attachment.ts'

/** A file as it is to be kept: what it is, and the content that belongs to it. */
export interface ReadFile {
  readonly attachment: Attachment
  /** The bytes themselves, and the text that was taken out of them, each under its hash. */
  readonly contents: ReadonlyMap<ContentHash, Uint8Array>
}

/** What can be done with the bytes of a file. */
export interface ContentTools {
  toBase64(bytes: Uint8Array): string
  /** Throws `input-invalid` for what is no base64. */
  fromBase64(text: string): Uint8Array
  hashOf(bytes: Uint8Array): Promise<ContentHash>
  /** The text that the bytes are in UTF-8; what makes no sense in it is replaced. */
  toText(bytes: Uint8Array): string
  /**
   * Tells by its bytes what a file is, and takes its text out; of its name only what can be shown and saved stays. Nothing
   * in the file is ever run. Throws `attachment-empty`, `attachment-too-large`, `attachment-unsupported`,
   * `attachment-unreadable`, `attachment-packed-too-tight`.
   */
  readFile(name: string, bytes: Uint8Array): Promise<ReadFile>
}
