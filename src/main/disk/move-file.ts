import { rename } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { backoffDelay, type Backoff } from '../base/backoff.ts'

const backoff: Backoff = { firstMs: 10, largestMs: 320, jitter: 0.3 }
/** For some two seconds in all. */
const mostAttempts = 12

/** What Windows says of a file that a virus scanner or an index has open, and what else would be final. */
const passing = ['EACCES', 'EBUSY', 'EPERM']

/** What a move is done by. */
export interface MoveBy {
  readonly platform: NodeJS.Platform
  readonly rename: (from: string, to: string) => Promise<void>
}

/**
 * Renames a file, over one that is there. On Windows that is refused while any program has one of the two open, which
 * scanners do for a moment with every new file, so there it is tried again for about two seconds. Rejects with what the
 * system said last.
 */
export async function moveFile(
  from: string,
  to: string,
  by: MoveBy = { platform: process.platform, rename },
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await by.rename(from, to)
    } catch (error) {
      if (by.platform !== 'win32' || attempt >= mostAttempts || !isPassing(error)) throw error
    }
    await pause(backoffDelay(backoff, attempt, Math.random))
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && passing.some((code) => code === error.code)
}
