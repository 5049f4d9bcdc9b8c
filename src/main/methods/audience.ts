import type { Notice } from '../../contract/notice.ts'
import type { Caller } from './caller.ts'

/** The callers that are connected now. */
export interface Audience {
  add(caller: Caller): void
  remove(caller: Caller): void
  /** Tells everybody. */
  tell(notice: Notice): void
  /** True when a person may be among them. */
  hasPerson(): boolean
}

export function createAudience(): Audience {
  const callers = new Set<Caller>()
  return {
    add: (caller) => void callers.add(caller),
    remove: (caller) => void callers.delete(caller),
    tell(notice) {
      for (const caller of callers) caller.notify(notice)
    },
    hasPerson: () => [...callers].some(({ kind }) => kind !== 'http'),
  }
}
