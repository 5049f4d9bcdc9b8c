import { spawn } from 'node:child_process'
import { cleanEnvironment } from '../../harness/environment.ts'
import { nodeBinary, repositoryFile } from '../../harness/paths.ts'

/** What a command left behind. */
export interface Finished {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A command that runs. */
export interface Running {
  /** Writes to its standard input. */
  type(text: string): void
  endInput(): void
  signal(name: NodeJS.Signals): void
  /** Resolves with what its standard output shows of the pattern, as soon as it does. */
  shows(pattern: string | RegExp): Promise<string>
  readonly finished: Promise<Finished>
}

export interface TerminalOptions {
  readonly profile: string
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/** Starts the built `parley` in a clean environment. */
export function startParley(args: readonly string[], options: TerminalOptions): Running {
  return startProgram(nodeBinary(), [repositoryFile('out/main/headless.js'), ...args], options)
}

/** Starts any program the same way. */
export function startProgram(program: string, args: readonly string[], options: TerminalOptions): Running {
  const child = spawn(program, args, {
    cwd: options.cwd ?? options.profile,
    env: cleanEnvironment(process.env, options.profile, options.env),
    stdio: 'pipe',
  })
  let out = ''
  let err = ''
  const wake: (() => void)[] = []
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
    for (const each of wake.splice(0)) each()
  })
  child.stderr.on('data', (chunk) => (err += String(chunk)))
  // A command that has seen enough closes its input, which is its right.
  child.stdin.on('error', () => undefined)
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code, out, err })
      for (const each of wake.splice(0)) each()
    })
  })
  return {
    finished,
    type: (text) => void child.stdin.write(text),
    endInput: () => child.stdin.end(),
    signal: (name) => void child.kill(name),
    async shows(pattern) {
      for (;;) {
        const found = typeof pattern === 'string' ? out.includes(pattern) && pattern : pattern.exec(out)?.[0]
        if (found) return found
        if (child.exitCode !== null) throw new Error(`ended without showing ${pattern}:\n${out}\n${err}`)
        await new Promise<void>((resolve) => wake.push(resolve))
      }
    },
  }
}

/** Runs `parley` to its end with nothing on its standard input. */
export function runParley(args: readonly string[], options: TerminalOptions): Promise<Finished> {
  const running = startParley(args, options)
  running.endInput()
  return running.finished
}
