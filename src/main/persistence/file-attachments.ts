import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { contentHashSchema, type ContentHash } from '../../contract/attachment.ts'
import { ParleyError, reasonOf } from '../core/errors.ts'
import type { AttachmentStore } from '../core/ports/attachment-store.ts'
import { syncFolder } from '../disk/sync-folder.ts'
import { writeAtomically } from '../disk/write-atomically.ts'
import { checkedContent, hasHash } from './checked-content.ts'
import { createLanes } from './lanes.ts'
import type { UsedOf } from './memory-attachments.ts'

/**
 * Content as files that only the user may read, `ab/abcdef…` below a folder, which is made when it is needed; what was made
 * of it lies beside it, in `ab/abcdef….made`. The time of a file is that of its last use. Of one folder one process sweeps
 * at a time.
 */
export function openFileAttachments(
  folder: string,
  usedOf: UsedOf,
  now: () => number = Date.now,
): AttachmentStore {
  const inLane = createLanes()
  const pathOf = (hash: ContentHash) => join(folder, hash.slice(0, 2), hash)
  const touch = async (hash: ContentHash): Promise<boolean> => {
    try {
      const time = new Date(now())
      await utimes(pathOf(hash), time, time)
      return true
    } catch (error) {
      if (isMissing(error)) return false
      throw unwritable(error, pathOf(hash))
    }
  }
  const put = async (hash: ContentHash, content: Uint8Array): Promise<void> => {
    const path = pathOf(hash)
    try {
      if ((await touch(hash)) && (await isWhole(path, hash, content.byteLength))) return
      await writeDurably(folder, path, content)
      await touch(hash)
    } catch (error) {
      throw unwritable(error, path)
    }
  }
  return {
    put: (hash, content) => inLane(hash, () => put(hash, content)),
    async get(hash) {
      const content = await readIfThere(pathOf(hash))
      return content && checkedContent(content, hash)
    },
    putMade: (hash, name, made) =>
      inLane(hash, async () => {
        if (await touch(hash)) await writeMade(folder, join(madeOf(pathOf(hash)), name), made)
      }),
    getMade: (hash, name) => readIfThere(join(madeOf(pathOf(hash)), name)),
    async touch(hashes) {
      const there = await Promise.all(hashes.map((hash) => inLane(hash, () => touch(hash))))
      return hashes.filter((_hash, index) => !there[index])
    },
    async sweep(unusedForMs) {
      const before = now() - unusedForMs
      const all = await listed(folder, before)
      const old: ContentHash[] = []
      for (const hash of all) if (await isOlder(pathOf(hash), before)) old.push(hash)
      if (old.length === 0) return 0
      const used = new Set(await usedOf(old))
      let removed = 0
      for (const hash of old) {
        // In its lane, so that nobody touches it between the look at its time and its end.
        if (!used.has(hash) && (await inLane(hash, () => removeUnlessUsed(pathOf(hash), before))))
          removed += 1
      }
      return removed
    },
  }
}

/** Where what was made of a content lies. */
function madeOf(path: string): string {
  return `${path}.made`
}

async function removeUnlessUsed(path: string, before: number): Promise<boolean> {
  if (!(await isOlder(path, before))) return false
  // First, so that nothing is left over without its content.
  await rm(madeOf(path), { recursive: true, force: true })
  await rm(path, { force: true })
  return true
}

async function writeMade(folder: string, path: string, made: Uint8Array): Promise<void> {
  try {
    await writeDurably(folder, path, made)
  } catch (error) {
    throw unwritable(error, path)
  }
}

async function listed(folder: string, before: number): Promise<readonly ContentHash[]> {
  const hashes: ContentHash[] = []
  for (const part of (await namesIn(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    for (const name of await namesIn(join(folder, part))) {
      const hash = contentHashSchema.safeParse(name).data
      if (hash) hashes.push(hash)
      else await removeHalf(join(folder, part, name), before)
    }
  }
  return hashes
}

// What a crash left of a file that was being written.
async function removeHalf(path: string, before: number): Promise<void> {
  if (path.endsWith('.tmp') && (await isOlder(path, before))) await rm(path, { force: true })
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw unreadable(error, folder)
  }
}

async function isOlder(path: string, before: number): Promise<boolean> {
  try {
    return (await stat(path)).mtimeMs <= before
  } catch (error) {
    if (isMissing(error)) return false
    throw unreadable(error, path)
  }
}

async function isWhole(path: string, hash: ContentHash, size: number): Promise<boolean> {
  if ((await stat(path)).size !== size) return false
  return hasHash(await readFile(path), hash)
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw unreadable(error, path)
  }
}

// Under another name until it is whole and on the disk, so that no half file bears a hash.
async function writeDurably(folder: string, path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeAtomically(path, content, 0o600)
  for (const each of [folder, dirname(folder)]) await syncFolder(each)
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function unreadable(error: unknown, path: string): ParleyError {
  return new ParleyError('file-unreadable', { params: { path, reason: reasonOf(error) }, cause: error })
}

function unwritable(error: unknown, path: string): ParleyError {
  if (error instanceof ParleyError) return error
  const isFull =
    error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
  if (isFull) return new ParleyError('storage-full', { params: { path }, cause: error })
  return new ParleyError('file-unwritable', { params: { path, reason: reasonOf(error) }, cause: error })
}
