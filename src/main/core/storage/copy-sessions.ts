import type { Session } from '../../../contract/session.ts'
import { contentHashesOf, type SessionBundle } from '../../../contract/session-bundle.ts'
import type { Progress } from '../../../contract/storage.ts'
import { failureFrom, ParleyError } from '../errors.ts'
import type { Store } from '../ports/stores.ts'

export interface Copied {
  readonly copied: number
  /** Sessions that were there before, and were left as they were. */
  readonly skipped: number
}

/**
 * Copies every session of one store into another, reads each copy back and compares it with the original. Throws
 * `storage-failed` at the first that differs; what was copied until then stays, and a second copy skips it.
 */
export async function copySessions(
  from: Store,
  to: Store,
  tell: (progress: Progress) => void,
): Promise<Copied> {
  const total = await from.transfer.count()
  let copied = 0
  let skipped = 0
  for await (const bundle of from.transfer.readAll()) {
    if (await isThere(to, bundle)) skipped += 1
    else {
      await copyContent(from, to, bundle)
      await writeAndCompare(to, bundle)
      copied += 1
    }
    tell({ done: copied + skipped, total })
  }
  return { copied, skipped }
}

// What is missing or damaged here would be so there, and no reason to leave the chat behind.
async function copyContent(from: Store, to: Store, bundle: SessionBundle): Promise<void> {
  for (const hash of await to.attachments.touch(contentHashesOf(bundle))) {
    const content = await from.attachments.get(hash).catch((error: unknown) => {
      if (failureFrom(error).code !== 'attachment-damaged') throw error
      return undefined
    })
    if (content) await to.attachments.put(hash, content)
  }
}

/** True when the session, or one of its messages, is in the store already. */
export async function isThere(store: Store, { session, messages }: SessionBundle): Promise<boolean> {
  const [first] = messages
  if (first && (await store.messages.get(first.id))) return true
  const known = await store.sessions.get(session.id)
  if (!known) return false
  if (session.deletedAt === undefined) return known.deletedAt === undefined
  return known.deletedAt === session.deletedAt || isInTrash(store, session)
}

// An id names one session only; others that had it before can be found in the trash alone.
async function isInTrash(store: Store, { id, deletedAt }: Session): Promise<boolean> {
  let cursor: string | undefined
  do {
    const page = await store.sessions.list({ shelf: 'deleted', limit: 500, ...(cursor && { cursor }) })
    if (page.sessions.some((each) => each.id === id && each.deletedAt === deletedAt)) return true
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return false
}

async function writeAndCompare(to: Store, bundle: SessionBundle): Promise<void> {
  const { session } = bundle
  const written = await to.transfer.write(bundle)
  // By its id alone a session is read that has nothing in the trash above it, which the newest in the trash has.
  const copy = written ? await to.transfer.read(session.id) : undefined
  const isOther = copy !== undefined && copy.session.deletedAt !== session.deletedAt
  if (written && (isOther || isSame(copy, bundle))) return
  const detail = `the copy of the chat ${session.id} is not what was written`
  throw new ParleyError('storage-failed', { params: { detail } })
}

// Both have passed the contract's schemas, which give the fields their order.
function isSame(one: SessionBundle | undefined, other: SessionBundle): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
