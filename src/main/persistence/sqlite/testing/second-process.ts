import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Another process that tries to open the store and keeps it. */
export interface SecondProcess {
  /** `open`, or the sentence with which it was refused. */
  readonly verdict: Promise<string>
  /** Ends the process as a crash would. Resolves when it is gone. */
  kill(): Promise<void>
}

/** Starts `profile-holder.ts` on a database, as another user when one is given. */
export function startSecondProcess(
  path: string,
  user: { readonly uid?: number; readonly gid?: number } = {},
): SecondProcess {
  const program = fileURLToPath(new URL('./profile-holder.ts', import.meta.url))
  const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'], ...user })
  const gone = once(child, 'exit')
  const verdict = once(createInterface(child.stdout), 'line').then(([line]) => String(line))
  return {
    verdict,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
