import type { Notice } from '../../contract/notice.ts'

/** Who asks: a window, a browser page, the terminal, a program over HTTP. One object for one connection. */
export interface Caller {
  readonly kind: 'window' | 'browser' | 'terminal' | 'http'
  /** Run events for this caller are sent together at most this often, in milliseconds; 0: as they are made. */
  readonly noticeEveryMs: number
  /** Aborted when the caller is gone: what was asked for its sake alone ends then. Absent where nobody can tell. */
  readonly gone?: AbortSignal
  /** Takes a notice. Must not throw; a caller that is gone drops it. */
  notify(notice: Notice): void
}
