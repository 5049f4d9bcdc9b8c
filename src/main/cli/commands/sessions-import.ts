import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { addReports, emptyReport, maxPieceLength, type ImportReport } from '../../../contract/archive.ts'
import { ParleyError } from '../../core/errors.ts'
import type { CommandContext } from '../command.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { TerminalClient } from '../turn.ts'

/** Imports files, `-` being the standard input, and prints one report. Failed when something was left out as damaged. */
export async function importFiles(
  client: TerminalClient,
  context: CommandContext,
  paths: readonly string[],
): Promise<ExitCode> {
  let report = emptyReport
  const forget = context.terminal.onStop(() => process.exit(exitCodes.stopped))
  for (const path of paths) report = addReports(report, await importFile(client, path))
  forget()
  print(report, context)
  const isWhole = !report.remarks.some(({ reason }) => reason.startsWith('chat-') || reason === 'file-cut')
  return isWhole ? exitCodes.done : exitCodes.failed
}

async function importFile(client: TerminalClient, path: string): Promise<ImportReport> {
  const id = randomUUID()
  let piece = 0
  for await (const text of piecesOf(path)) {
    await client.ask('archive.import', { id, piece, text, last: false })
    piece += 1
  }
  return client.ask('archive.import', { id, piece, text: '', last: true })
}

async function* piecesOf(path: string): AsyncGenerator<string> {
  const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: maxPieceLength / 2 })
  try {
    for await (const chunk of stream.setEncoding('utf8')) yield String(chunk)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ParleyError('file-unreadable', { params: { path, reason }, cause: error })
  }
}

function print(
  { format, imported, messages, present, remarks }: ImportReport,
  context: CommandContext,
): void {
  const { terminal, text } = context
  if (format) terminal.out(`${text(`import.format.${format}`)}\n`)
  const counts = [text('import.chats', { count: imported }), text('import.messages', { count: messages })]
  terminal.out(`${counts.join(' ')}.\n`)
  if (present > 0) terminal.out(`${text('import.present', { count: present })}\n`)
  for (const { reason, count } of remarks) terminal.out(`${text(`import.reason.${reason}`, { count })}\n`)
}
