import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { draftSchema, type Draft } from '../../contract/draft.ts'
import { ParleyError, reasonOf } from '../core/errors.ts'
import type { DraftStore } from '../core/ports/draft-store.ts'
import type { Log } from '../core/ports/log.ts'
import { writeAtomically } from '../disk/write-atomically.ts'

const keptDraftSchema = draftSchema.extend({ key: z.string() })
type KeptDraft = z.infer<typeof keptDraftSchema>

/** Drafts as files that only the user may read, one for each chat, so that a long one costs the others nothing. */
export function openDraftFiles(folder: string, log: Log): DraftStore {
  const writing = new Map<string, Promise<void>>()

  const write = async (key: string, { text, attachments = [] }: Draft) => {
    const path = join(folder, fileOf(key))
    try {
      if (text === '' && attachments.length === 0) return await rm(path, { force: true })
      const draft = { key, text, ...(attachments.length > 0 && { attachments }) }
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeAtomically(path, JSON.stringify(draft satisfies KeptDraft), 0o600)
    } catch (error) {
      throw new ParleyError('file-unwritable', { params: { path, reason: reasonOf(error) }, cause: error })
    }
  }
  return {
    async all() {
      const names = await namesIn(folder)
      const drafts = await Promise.all(names.map((name) => readDraft(join(folder, name), log)))
      return Object.fromEntries(drafts.flatMap((kept) => (kept ? [withoutKey(kept)] : [])))
    },
    put(key, draft) {
      // One after another, so that the last one asked for is the one that stays.
      const before = writing.get(key) ?? Promise.resolve()
      const mine = before.then(
        () => write(key, draft),
        () => write(key, draft),
      )
      writing.set(key, mine)
      const forget = () => {
        if (writing.get(key) === mine) writing.delete(key)
      }
      mine.then(forget, forget)
      return mine
    },
  }
}

function withoutKey({ key, ...draft }: KeptDraft): readonly [string, Draft] {
  return [key, draft]
}

// Keys may differ only by case or hold what a file system refuses.
function fileOf(key: string): string {
  return `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'))
  } catch {
    return []
  }
}

// One that cannot be read keeps its bytes and costs nobody the others.
async function readDraft(path: string, log: Log): Promise<KeptDraft | undefined> {
  try {
    return keptDraftSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    log.warn('draft-unreadable', { path, reason: reasonOf(error) })
    return undefined
  }
}
