import { spawn } from 'node:child_process'
import { root } from './project.mjs'

/**
 * Runs a program to its end and gives its exit code, signal and, unless the output goes straight through, its output.
 * Passes Ctrl-C and a polite end on to it.
 * @param {string} program @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean, shell?: boolean, onOutput?: (text: string) => void }} [options]
 */
export function runChild(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const stdio = options.quiet ? ['inherit', 'pipe', 'pipe'] : 'inherit'
    const child = spawn(program, args, {
      cwd: root,
      stdio,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
    })
    let output = ''
    const collect = (chunk) => {
      output += chunk
      options.onOutput?.(String(chunk))
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', pass)
    process.on('SIGTERM', pass)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      process.off('SIGINT', pass)
      process.off('SIGTERM', pass)
      resolve({ code: code ?? 1, signal, output })
    })
  })
}
