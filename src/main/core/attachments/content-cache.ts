import type { ContentHash } from '../../../contract/attachment.ts'

/** Content that was read lately, so that each round of a run and each page of a window does not read it anew. */
export interface ContentCache {
  /** The content, read by `load` unless it is here. What could not be read is asked for again. */
  get(hash: ContentHash, load: () => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined>
}

/** Keeps so many bytes; of what is larger, only the last one. */
export function createContentCache(mostBytes: number): ContentCache {
  const kept = new Map<ContentHash, Promise<Uint8Array | undefined>>()
  const sizes = new Map<ContentHash, number>()
  const forget = (hash: ContentHash) => {
    kept.delete(hash)
    sizes.delete(hash)
  }
  const trim = () => {
    let total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    for (const [hash, size] of sizes) {
      if (total <= mostBytes || sizes.size === 1) return
      total -= size
      forget(hash)
    }
  }
  return {
    get(hash, load) {
      const known = kept.get(hash)
      const content = known ?? load()
      // At the end again: what was asked for last goes last.
      kept.delete(hash)
      kept.set(hash, content)
      const size = sizes.get(hash)
      if (size !== undefined) {
        sizes.delete(hash)
        sizes.set(hash, size)
      }
      if (known) return known
      content.then(
        (bytes) => {
          if (!bytes) return forget(hash)
          if (kept.get(hash) === content) sizes.set(hash, bytes.byteLength)
          return trim()
        },
        () => forget(hash),
      )
      return content
    },
  }
}
