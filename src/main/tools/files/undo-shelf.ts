import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fileWriteSchema, type FileWrite } from '../../../contract/folder.ts'

/** How many changes can be taken back; the oldest are forgotten. */
const mostKept = 50

const keptSchema = fileWriteSchema.extend({
  /** The text before; null when there was no file. */
  before: z.string().nullable(),
  /** A hash of the text that was written: what somebody changed since then is not taken back. */
  after: z.string(),
})
export type KeptWrite = Readonly<z.infer<typeof keptSchema>>

/** What the files were before tools changed them, in a folder of the profile that only the user may read. */
export interface UndoShelf {
  /** Keeps a change before it is made, and gives the id to take it back by. */
  keep(change: Omit<KeptWrite, 'id' | 'at' | 'created'>): Promise<string>
  get(id: string): Promise<KeptWrite | undefined>
  forget(id: string): Promise<void>
  /** The newest first. */
  list(): Promise<readonly FileWrite[]>
}

export function openUndoShelf(folder: string, now: () => number): UndoShelf {
  const fileOf = (id: string) => join(folder, `${id}.json`)
  const get = async (id: string) => {
    const text = await readFile(fileOf(id), 'utf8').catch(() => '')
    return keptSchema.safeParse(parsed(text)).data
  }
  const list = async () => {
    const names = await readdir(folder).catch(() => [])
    const ids = names.flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []))
    const all = await Promise.all(ids.map(get))
    return all.flatMap((each) => each ?? []).toSorted((a, b) => b.at - a.at)
  }
  const forget = (id: string) => rm(fileOf(id), { force: true })
  return {
    get,
    forget,
    async keep(change) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const id = randomUUID()
      const kept = { ...change, id, at: now(), created: change.before === null }
      await writeFile(fileOf(id), JSON.stringify(kept), { mode: 0o600, flag: 'wx', flush: true })
      const old = (await list()).slice(mostKept)
      await Promise.all(old.map((each) => forget(each.id)))
      return id
    },
    list: async () => (await list()).map(({ id, path, at, created }) => ({ id, path, at, created })),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
