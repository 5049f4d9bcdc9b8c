import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { maxAttachmentBytes, maxContentPiece, type Attachment } from '../../contract/attachment.ts'
import { listOf } from '../config/flags.ts'
import { ParleyError, reasonOf } from '../core/errors.ts'
import type { CommandContext } from './command.ts'
import type { TerminalClient } from './turn.ts'

/**
 * The files of `-attach`, in the order of the flags. Throws `file-unreadable`, `attachment-folder`, `attachment-too-large`
 * and what the core says of a file.
 */
export async function attachFiles(
  { flags }: Pick<CommandContext, 'flags'>,
  client: TerminalClient,
): Promise<readonly Attachment[]> {
  const attachments: Attachment[] = []
  for (const path of listOf(flags['attach'])) attachments.push(...(await attachFile(path, client)))
  return attachments
}

async function attachFile(path: string, client: TerminalClient): Promise<readonly Attachment[]> {
  const bytes = await bytesOf(path)
  const id = crypto.randomUUID()
  for (let piece = 0; ; piece++) {
    const from = piece * maxContentPiece
    const data = bytes.subarray(from, from + maxContentPiece).toString('base64')
    const last = from + maxContentPiece >= bytes.byteLength
    const given = { id, piece, name: basename(path), data, last }
    const { attachment } = await client.ask('attachments.put', given)
    if (last) return attachment ? [attachment] : []
  }
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    const found = await stat(path)
    const name = basename(path)
    if (found.isDirectory()) throw new ParleyError('attachment-folder', { params: { name } })
    if (found.size > maxAttachmentBytes) {
      const params = { name, size: (found.size / 1e6).toFixed(1), limit: String(maxAttachmentBytes / 1e6) }
      throw new ParleyError('attachment-too-large', { params })
    }
    return await readFile(path)
  } catch (error) {
    if (error instanceof ParleyError) throw error
    throw new ParleyError('file-unreadable', { params: { path, reason: reasonOf(error) }, cause: error })
  }
}
