import type { RunCommit, RunEventLog } from '../ports/stores.ts'
import type { Log } from '../ports/log.ts'

/** A run log in memory that remembers each commit and can be told to refuse. */
export interface FakeRunLog extends RunEventLog {
  readonly commits: RunCommit[]
  refuse: Error | undefined
}

export function createFakeRunLog(): FakeRunLog {
  const commits: RunCommit[] = []
  return {
    commits,
    refuse: undefined,
    async commit(commit) {
      if (this.refuse) throw this.refuse
      commits.push(commit)
    },
    read: async (runId, afterSeq) =>
      commits.flatMap(({ events }) =>
        events.filter((event) => event.runId === runId && event.seq > afterSeq),
      ),
  }
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
