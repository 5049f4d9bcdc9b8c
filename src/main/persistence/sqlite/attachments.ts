import { dirname, join } from 'node:path'
import type { ContentHash } from '../../../contract/attachment.ts'
import type { AttachmentStore } from '../../core/ports/attachment-store.ts'
import { closedError } from '../closing.ts'
import { openFileAttachments } from '../file-attachments.ts'
import { createMemoryAttachments } from '../memory-attachments.ts'
import { copiesOf } from './backup-shelf.ts'
import { inMemory } from './in-memory.ts'
import { runTask } from './run-task.ts'
import type { WorkerClient } from './worker-client.ts'

export interface SqliteAttachments extends AttachmentStore {
  /** Later calls reject. */
  close(): void
}

/**
 * The content of a profile's messages: files in the folder `attachments` beside the database, or in memory where that one
 * is. What a copy of the database refers to, such as a backup, stays as long as the copy.
 */
export function openAttachments(path: string, client: Pick<WorkerClient, 'call'>): SqliteAttachments {
  const usedHere = (hashes: readonly ContentHash[]) => client.call('usedAttachments', hashes)
  if (path === inMemory) return closable(createMemoryAttachments(usedHere))
  return closable(
    openFileAttachments(join(dirname(path), 'attachments'), async (hashes) => {
      const used = new Set(await usedHere(hashes))
      const rest = hashes.filter((hash) => !used.has(hash))
      return [...used, ...(rest.length > 0 ? await usedInCopies(path, rest) : [])]
    }),
  )
}

async function usedInCopies(path: string, hashes: readonly ContentHash[]): Promise<readonly ContentHash[]> {
  const used = new Set<ContentHash>()
  for (const copy of await copiesOf(path)) {
    const found = await runTask('hashes', { path: copy, name: copy })
    // Somebody may yet save what is in a copy that cannot be read as it is.
    if (!found) return hashes
    for (const hash of found) used.add(hash)
  }
  return hashes.filter((hash) => used.has(hash))
}

function closable(kept: AttachmentStore): SqliteAttachments {
  let isClosed = false
  const open = <Result>(call: () => Promise<Result>): Promise<Result> =>
    isClosed ? Promise.reject(closedError()) : call()
  return {
    put: (hash, content) => open(() => kept.put(hash, content)),
    get: (hash) => open(() => kept.get(hash)),
    putMade: (hash, name, made) => open(() => kept.putMade(hash, name, made)),
    getMade: (hash, name) => open(() => kept.getMade(hash, name)),
    touch: (hashes) => open(() => kept.touch(hashes)),
    sweep: (unusedForMs) => open(() => kept.sweep(unusedForMs)),
    close: () => void (isClosed = true),
  }
}
