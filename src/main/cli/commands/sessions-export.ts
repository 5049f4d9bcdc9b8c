import { randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import type { ExportFormat } from '../../../contract/archive.ts'
import type { SessionId } from '../../../contract/id.ts'
import { ParleyError } from '../../core/errors.ts'
import { moveFile } from '../../disk/move-file.ts'
import type { CommandContext } from '../command.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { TerminalClient } from '../turn.ts'

/** One session in a format, to the file of `-out` or to standard output. */
export async function exportOne(
  client: TerminalClient,
  context: CommandContext,
  sessionId: SessionId,
  format: ExportFormat,
): Promise<ExitCode> {
  const { text } = await client.ask('sessions.export', { sessionId, format })
  await writeOut(context, async (write) => write(text))
  return exitCodes.done
}

/** An archive of everything. */
export async function exportAll(client: TerminalClient, context: CommandContext): Promise<ExitCode> {
  const id = randomUUID()
  let count = 0
  await writeOut(context, async (write) => {
    for (let page = 0, ended = false; !ended; page++) {
      const { text, last, progress } = await client.ask('archive.read', { id, page })
      await write(text)
      count = progress.done
      ended = last
    }
  })
  context.terminal.note(`${context.text('terminal.exported', { count })}\n`)
  return exitCodes.done
}

type Write = (text: string) => Promise<void>

/** A file appears under its name when it is whole, so that a half one is never taken for an archive. */
async function writeOut(
  { flags, terminal }: CommandContext,
  produce: (write: Write) => Promise<void>,
): Promise<void> {
  const path = String(flags['out'] ?? '')
  if (path === '' || path === '-') return produce(async (text) => terminal.out(text))
  const unfinished = `${path}.${randomUUID()}.tmp`
  const attempt = <Result>(work: Promise<Result>) => work.catch((error: unknown) => fail(path, error))
  const file = await attempt(open(unfinished, 'wx', 0o600))
  try {
    try {
      await produce(async (text) => void (await attempt(file.write(text))))
      await attempt(file.sync())
    } finally {
      await file.close()
    }
    await attempt(moveFile(unfinished, path))
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

function fail(path: string, error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error)
  throw new ParleyError('file-unwritable', { params: { path, reason }, cause: error })
}
