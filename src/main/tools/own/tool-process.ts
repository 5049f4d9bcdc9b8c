import { spawn, type ChildProcess } from 'node:child_process'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { hostProgram } from './host-program.ts'

/** What a process of a tool says. `line` is that of the file in which it went wrong. */
const saidSchema = z.union([
  z.object({ progress: z.string() }),
  z.object({ tool: z.unknown() }),
  z.object({ result: z.string() }),
  z.object({ error: z.string(), line: z.string().optional() }),
])
export type ToolOutcome = Exclude<z.infer<typeof saidSchema>, { progress: string }>

/** What a process may do beyond reading the file of its tool. */
export interface ToolRights {
  readonly read: readonly string[]
  readonly write: readonly string[]
  readonly run: boolean
}

export const noRights: ToolRights = { read: [], write: [], run: false }

export interface ToolJob {
  /** The program of Node. */
  readonly node: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly folder: string
  readonly file: string
  readonly rights: ToolRights
  /** The arguments of a call; undefined: the tool is to describe itself. */
  readonly input: unknown
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
}

// Enough to find the user's language and temporary folder; nothing that anybody keeps secret.
const passedOn = ['HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'USERPROFILE']
const lastWords = 2_000

/**
 * Runs one job of a tool in a process of its own and ends that process with all of its group. Rejects with the signal's
 * reason, and with an Error when the process cannot start.
 */
export function runToolProcess(job: ToolJob): Promise<ToolOutcome> {
  const { signal, onProgress } = job
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const child = started(job)
    let words = ''
    const settle = (finish: () => void) => {
      signal.removeEventListener('abort', stop)
      endGroup(child)
      finish()
    }
    const stop = () =>
      settle(() => reject(signal.reason instanceof Error ? signal.reason : new Error('stopped')))
    signal.addEventListener('abort', stop, { once: true })
    child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
      words = (words + piece).slice(-lastWords)
    })
    child.once('error', (error) => settle(() => reject(error)))
    child.once('close', (code) => settle(() => resolve(lastOutcome(job.file, code, words))))
    child.on('message', (message) => {
      const said = saidSchema.safeParse(message).data
      if (!said) return
      if ('progress' in said) onProgress(said.progress)
      else settle(() => resolve(said))
    })
    const url = pathToFileURL(join(job.folder, job.file)).href
    // A process that has ended already is told of by its end.
    child.send({ url, name: job.file, input: job.input }, () => undefined)
  })
}

// What Node writes when a program cannot be read: the place in the first line, the reason further down.
function lastOutcome(file: string, code: number | null, words: string): ToolOutcome {
  const reason = /^SyntaxError: (.*)$/m.exec(words)?.[1]
  const at = words.indexOf(`${file}:`)
  const line = at === -1 ? undefined : /^\d+/.exec(words.slice(at + file.length + 1))?.[0]
  if (reason !== undefined) return { error: reason, line }
  return { error: `it ended without an answer (exit code ${code ?? 'none'}) ${words}`.trim() }
}

function started({ node, env, folder, file, rights }: ToolJob): ChildProcess {
  const { read, write, run } = rights
  const names = run ? [...passedOn, 'PATH'] : passedOn
  const allowed = [
    ...[join(folder, file), ...read].map((path) => `--allow-fs-read=${path}`),
    ...write.map((path) => `--allow-fs-write=${path}`),
    ...(run ? ['--allow-child-process'] : []),
  ]
  const options = ['--permission', ...allowed, '--max-old-space-size=256', '--no-warnings']
  return spawn(node, [...options, '--input-type=module', '--eval', hostProgram], {
    cwd: dirname(folder),
    env: Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    windowsHide: true,
    // Leads a group, so that what it started is ended with it.
    detached: process.platform !== 'win32',
  })
}

function endGroup(child: ChildProcess): void {
  const { pid } = child
  if (pid === undefined) return
  if (process.platform === 'win32') {
    spawn('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => child.kill(),
    )
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The whole group has ended already.
  }
}
