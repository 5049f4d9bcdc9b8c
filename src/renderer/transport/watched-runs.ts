import { methods, type MethodName } from '../../contract/method.ts'
import type { RunId } from '../../contract/id.ts'
import type { Notice } from '../../contract/notice.ts'

export interface WatchedRun {
  readonly runId: RunId
  readonly afterSeq: number
}

/** Remembers which runs the page watches and the last event of each, to join them again after a lost connection. */
export interface WatchedRuns {
  /** Reads what an answered `runs.watch` or `runs.unwatch` began or ended. */
  learn(method: MethodName, input: unknown, output: unknown): void
  begin(runId: RunId, afterSeq: number): void
  note(notice: Notice): void
  all(): readonly WatchedRun[]
}

export function createWatchedRuns(): WatchedRuns {
  const seqs = new Map<RunId, number>()
  const advance = (runId: RunId, seq: number) => seqs.set(runId, Math.max(seq, seqs.get(runId) ?? 0))
  return {
    begin: advance,
    learn(method, input, output) {
      if (method === 'runs.unwatch') seqs.delete(methods[method].input.parse(input).runId)
      if (method !== 'runs.watch') return
      const { runId, afterSeq } = methods[method].input.parse(input)
      const { events, ended } = methods[method].output.parse(output)
      if (ended) seqs.delete(runId)
      else advance(runId, events.at(-1)?.seq ?? afterSeq)
    },
    note(notice) {
      if (notice.type !== 'run-events' || !seqs.has(notice.runId)) return
      const last = notice.events.at(-1)
      if (!last) return
      if (last.type === 'run-ended') seqs.delete(notice.runId)
      else advance(notice.runId, last.seq)
    },
    all: () => [...seqs].map(([runId, afterSeq]) => ({ runId, afterSeq })),
  }
}
