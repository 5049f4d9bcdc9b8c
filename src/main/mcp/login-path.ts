import { spawn } from 'node:child_process'
import type { Environment } from './server-host.ts'

const longestMs = 4_000

/**
 * The path that the user's login shell has. An app that was started by a click has a shorter one, in which `npx` and
 * `uvx` are not found. Without a shell, or when it takes too long, the process's own.
 */
export function loginPath(env: Environment, platform: NodeJS.Platform): Promise<string> {
  const own = env['PATH'] ?? env['Path'] ?? ''
  const shell = env['SHELL']
  if (platform === 'win32' || !shell) return Promise.resolve(own)
  return new Promise((resolve) => {
    // Shells greet; what stands between the marks is the answer.
    const child = spawn(shell, ['-ilc', `printf '\\n<parley>%s</parley>\\n' "$PATH"`], {
      env: { ...env, DISABLE_AUTO_UPDATE: 'true' },
      stdio: ['ignore', 'pipe', 'ignore'],
      // A session of its own: an interactive shell would take the terminal away.
      detached: true,
    })
    let said = ''
    const end = (path: string | undefined) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      resolve(path || own)
    }
    const timer = setTimeout(() => end(undefined), longestMs)
    child.on('error', () => end(undefined))
    child.on('close', () => end(/<parley>(.*)<\/parley>/.exec(said)?.[1]))
    child.stdout.setEncoding('utf8').on('data', (words: string) => {
      if (said.length < 100_000) said += words
    })
  })
}
