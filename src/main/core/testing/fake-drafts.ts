import type { Draft } from '../../../contract/draft.ts'
import type { DraftStore } from '../ports/draft-store.ts'

/** Drafts in memory. */
export function fakeDrafts(): DraftStore {
  const drafts = new Map<string, Draft>()
  return {
    all: async () => Object.fromEntries(drafts),
    async put(key, draft) {
      if (draft.text === '' && !draft.attachments?.length) drafts.delete(key)
      else drafts.set(key, draft)
    },
  }
}
