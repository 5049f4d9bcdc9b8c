import { AppEndedEarlyError } from '../../harness/child.ts'
import type { AppUnderTest } from '../../harness/faces.ts'

export interface EndOfStart {
  readonly code: number | null
  readonly output: string
}

/** How an app ended that cannot start, whether its window was there already or not. */
export async function endOf(starting: Promise<AppUnderTest>): Promise<EndOfStart> {
  try {
    const app = await starting
    const code = await app.ended
    return { code, output: app.output() }
  } catch (error) {
    if (error instanceof AppEndedEarlyError) return error
    throw error
  }
}
