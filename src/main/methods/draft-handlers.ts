import type { DraftStore } from '../core/ports/draft-store.ts'
import type { Handlers } from './door.ts'

type DraftMethods = Extract<keyof Handlers, `drafts.${string}`>

export function draftHandlers(drafts: DraftStore): Pick<Handlers, DraftMethods> {
  return {
    'drafts.list': async () => ({ drafts: { ...(await drafts.all()) } }),
    async 'drafts.put'({ key, ...draft }) {
      await drafts.put(key, draft)
      return {}
    },
  }
}
