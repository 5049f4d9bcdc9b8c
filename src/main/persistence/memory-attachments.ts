import type { ContentHash } from '../../contract/attachment.ts'
import type { AttachmentStore } from '../core/ports/attachment-store.ts'
import { checkedContent } from './checked-content.ts'

/** Tells which of these somebody refers to. */
export type UsedOf = (hashes: readonly ContentHash[]) => Promise<readonly ContentHash[]>

interface Kept {
  readonly content: Uint8Array
  readonly made: Map<string, Uint8Array>
  touchedAt: number
}

/** Content that ends with the process. */
export function createMemoryAttachments(usedOf: UsedOf, now: () => number = Date.now): AttachmentStore {
  const kept = new Map<ContentHash, Kept>()
  return {
    async put(hash, content) {
      const made = kept.get(hash)?.made ?? new Map<string, Uint8Array>()
      kept.set(hash, { content: Uint8Array.from(content), made, touchedAt: now() })
    },
    async get(hash) {
      const content = kept.get(hash)?.content
      return content && checkedContent(content, hash)
    },
    async putMade(hash, name, made) {
      kept.get(hash)?.made.set(name, Uint8Array.from(made))
    },
    getMade: async (hash, name) => kept.get(hash)?.made.get(name),
    async touch(hashes) {
      return hashes.filter((hash) => {
        const found = kept.get(hash)
        if (found) found.touchedAt = now()
        return !found
      })
    },
    async sweep(unusedForMs) {
      const isOld = (hash: ContentHash) => (kept.get(hash)?.touchedAt ?? Infinity) <= now() - unusedForMs
      const old = [...kept.keys()].filter(isOld)
      const used = new Set(old.length > 0 ? await usedOf(old) : [])
      // Somebody may have touched it while the question was open.
      const gone = old.filter((hash) => !used.has(hash) && isOld(hash))
      for (const hash of gone) kept.delete(hash)
      return gone.length
    },
  }
}
