import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { nodeBinary, repositoryFile } from './paths.ts'

/**
 * After how many milliseconds an app that was asked to end counts as one that never does, unless its launch says otherwise.
 * On a busy machine a healthy one takes ten seconds.
 */
export const CLOSE_LIMIT_MS = 30_000

/** Written to the output when an app did not end by itself: the fixtures fail a test that has it. */
export const KILLED_MARK = '[harness] killed'

/** The app ended before it showed anything; `code` is its exit code. */
export class AppEndedEarlyError extends Error {
  override readonly name = 'AppEndedEarlyError'
  readonly code: number | null
  readonly output: string

  constructor(code: number | null, output: string) {
    super(`the app ended with ${code} before it was ready:\n${output}`)
    this.code = code
    this.output = output
  }
}

/** How long an app that is about to end may take to do so after something with it failed, in milliseconds. */
const ENDING_LIMIT_MS = 3_000

/**
 * Of an app that could not be joined: that it ended, where that is why, else the error that came. An app that cannot start
 * closes its window first, in the middle of whatever joins it.
 */
export async function causeOf(cause: unknown, endedEarly: Promise<never>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const goesOn = new Promise<void>((resolve) => (timer = setTimeout(resolve, ENDING_LIMIT_MS)))
  try {
    await Promise.race([endedEarly, goesOn])
    return cause
  } catch (ended) {
    return ended
  } finally {
    clearTimeout(timer)
  }
}

export interface Child {
  readonly process: ChildProcess
  readonly output: () => string
  readonly exited: Promise<number | null>
  /** Rejects with AppEndedEarlyError when the process ends; never resolves. */
  readonly endedEarly: Promise<never>
  /** Runs `ask`, waits for the end, kills the whole group after the limit. */
  stop(ask: () => void): Promise<number | null>
}

export interface ChildStart {
  readonly entry: string
  readonly args: readonly string[]
  readonly execArgv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly closeLimitMs?: number | undefined
}

/** Starts a Node process as the leader of its own group, with its output kept. */
export function startChild({ entry, args, execArgv, env, closeLimitMs }: ChildStart): Child {
  const child = fork(entry, args, {
    cwd: repositoryFile('.'),
    env,
    execPath: nodeBinary(),
    execArgv: [...execArgv],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
  })
  const killOnExit = (): void => killGroup(child.pid)
  process.once('exit', killOnExit)
  const record = recordOutput(child)
  const exited = once(child, 'close').then(([code]: (number | null)[]) => {
    process.off('exit', killOnExit)
    return code ?? null
  })
  const endedEarly = exited.then((code): never => {
    throw new AppEndedEarlyError(code, record.text())
  })
  endedEarly.catch(() => {})
  return {
    process: child,
    output: record.text,
    exited,
    endedEarly,
    stop: (ask) =>
      stopChild({ child, exited, ask, add: record.add, limitMs: closeLimitMs ?? CLOSE_LIMIT_MS }),
  }
}

/** Ends a process and everything in its group at once. */
export function killGroup(pid: number | undefined): void {
  if (!pid) return
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL')
    } catch {
      // It is gone already.
    }
  }
}

function recordOutput(child: ChildProcess) {
  const parts: string[] = []
  const add = (part: string): void => void parts.push(part)
  child.stdout?.setEncoding('utf8').on('data', add)
  child.stderr?.setEncoding('utf8').on('data', add)
  return { text: () => parts.join(''), add }
}

interface Stop {
  readonly child: ChildProcess
  readonly exited: Promise<number | null>
  readonly ask: () => void
  readonly add: (part: string) => void
  readonly limitMs: number
}

async function stopChild({ child, exited, ask, add, limitMs }: Stop): Promise<number | null> {
  const timer = setTimeout(() => {
    add(`\n${KILLED_MARK} after ${limitMs} ms\n`)
    killGroup(child.pid)
  }, limitMs)
  try {
    if (child.exitCode === null && child.signalCode === null) ask()
    return await exited
  } finally {
    clearTimeout(timer)
    killGroup(child.pid) // whatever the app started and did not end
  }
}
