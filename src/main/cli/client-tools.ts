import { readFile } from 'node:fs/promises'
import type { Run } from '../../contract/run.ts'
import { toolOutputSchema } from '../../contract/run-methods.ts'
import type { RunEvent } from '../../contract/run-event.ts'
import { clientToolsSchema, type ClientTool } from '../../contract/tool.ts'
import type { FlagValues } from '../config/flags.ts'
import { ParleyError, reasonOf } from '../core/errors.ts'
import { FailureError } from './failure-error.ts'
import type { LineInput } from './terminal.ts'
import type { TerminalClient } from './turn.ts'

/** The tools in the file that `-client-tools` names. Throws `file-unreadable` and `flag-invalid`. */
export async function clientToolsFrom(flags: FlagValues): Promise<readonly ClientTool[]> {
  const path = flags['client-tools']
  if (typeof path !== 'string' || path === '') return []
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new ParleyError('file-unreadable', { params: { path, reason: reasonOf(error) }, cause: error })
  })
  const { success, data } = clientToolsSchema.safeParse(parsed(text))
  if (success) return data
  const expected = 'it must be a file with a JSON array of tools, each with name, description and inputSchema'
  throw new ParleyError('flag-invalid', { params: { flag: 'client-tools', value: path, expected } })
}

/**
 * Hands on what the program before the pipe writes: each line is the output of one call. What is refused is told, and the run
 * waits on. At the end of the lines nobody is left who could answer, so a run that still waits is stopped.
 */
export function submitLines(
  lines: LineInput,
  { client, run, write }: { client: TerminalClient; run: Run; write: (words: string) => void },
): { readonly see: (event: RunEvent) => void } {
  let isOver = false
  let waits = false
  const stopWhereNobodyIs = () => {
    if (isOver && waits) void client.ask('runs.cancel', { runId: run.id })
  }
  const submit = async (line: string) => {
    const given = toolOutputSchema.safeParse(parsed(line))
    if (!given.success) return write(`${line.slice(0, 200)}: {"callId", "output"}\n`)
    await client
      .ask('runs.submit-tool-outputs', { runId: run.id, outputs: [given.data] })
      .catch((error: unknown) => {
        if (!(error instanceof FailureError)) throw error
        write(`${error.message}\n`)
      })
  }
  const readAll = async () => {
    for (let line = await lines.next(); line !== undefined; line = await lines.next()) {
      if (line.trim() !== '') await submit(line)
    }
    isOver = true
    stopWhereNobodyIs()
  }
  void readAll()
  return {
    see(event) {
      if (event.type !== 'run-status-changed') return
      waits = event.requiredAction?.type === 'submit-tool-outputs'
      stopWhereNobodyIs()
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
