import type { RunId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'

/**
 * The runs that ended each turn but the last, where they may have failed. A turn is a user message with all that
 * answered it on this path; who retries or continues it makes it the last one again, or gives it another end.
 */
export function doubtfulRuns(path: readonly Message[]): readonly RunId[] {
  return turnsOf(path)
    .slice(0, -1)
    .flatMap((turn) => {
      const last = turn.at(-1)
      const mayHaveFailed = last?.role === 'tool' || last?.finishReason === 'interrupted'
      return mayHaveFailed && last.runId ? [last.runId] : []
    })
}

/** The path without the turns that one of these runs ended: what failed and was passed over is told to no model. */
export function withoutFailedTurns(path: readonly Message[], failed: ReadonlySet<RunId>): readonly Message[] {
  const turns = turnsOf(path)
  return turns.flatMap((turn, index) => {
    const runId = turn.at(-1)?.runId
    return index < turns.length - 1 && runId && failed.has(runId) ? [] : turn
  })
}

/** The path, cut before every message of the user. What comes before the first one is a turn too. */
export function turnsOf(path: readonly Message[]): readonly (readonly Message[])[] {
  const turns: Message[][] = []
  for (const message of path) {
    const open = turns.at(-1)
    if (open && message.role !== 'user') open.push(message)
    else turns.push([message])
  }
  return turns
}
