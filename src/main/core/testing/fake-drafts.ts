import type { DraftStore } from '../ports/draft-store.ts'

/** Drafts in memory. */
export function fakeDrafts(): DraftStore {
  const drafts = new Map<string, string>()
  return {
    all: async () => Object.fromEntries(drafts),
    async put(key, text) {
      if (text === '') drafts.delete(key)
      else drafts.set(key, text)
    },
  }
}
