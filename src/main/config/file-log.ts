import { appendFileSync, renameSync, statSync } from 'node:fs'
import type { Log, LogFields } from '../core/ports/log.ts'

const largestBytes = 5_000_000

/** One JSON object a line. At 5 MB the file becomes `.old` and a new one begins. A log that cannot be written is silent. */
export function createFileLog(path: string, now: () => number): Log {
  let bytes = sizeOf(path)
  const write = (level: string, event: string, fields: LogFields = {}) => {
    const entry = JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...fields })
    const line = `${entry.replaceAll(commands, escaped)}\n`
    try {
      if (bytes > largestBytes) {
        renameSync(path, `${path}.old`)
        bytes = 0
      }
      appendFileSync(path, line, { mode: 0o600 })
      bytes += Buffer.byteLength(line)
    } catch {
      // There is nowhere left to complain.
    }
  }
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
  }
}

/** Of the letters that command a terminal, or turn the order of others, JSON escapes only some. */
const commands = /[\u007f-\u009f\p{Cf}]/gu

function escaped(letter: string): string {
  return Array.from({ length: letter.length }, (_, at) => {
    return `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`
  }).join('')
}

function sizeOf(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0
  } catch {
    return 0
  }
}
