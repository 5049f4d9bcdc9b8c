import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { beginningOf } from './process-list.ts'
import { killMarked } from './process-tree.ts'

const noteSchema = z.object({
  pid: z.number().int().min(2),
  mark: z.uuid(),
  owner: z.object({ pid: z.number().int().positive(), beginning: z.string().optional() }),
})

/** Notes of the processes that run, for the start after a crash. */
export interface ProcessNotes {
  /** Notes a process. At once: what comes between its start and the note could not be ended later. */
  add(pid: number, mark: string): void
  remove(mark: string): void
}

/**
 * Opens the folder of notes, after it ended what was left by a Parley that is no more. A process is ended only when it
 * carries the mark that was noted, so that never one is hit that got the same number later.
 */
export async function openProcessNotes(folder: string, platform: NodeJS.Platform): Promise<ProcessNotes> {
  await endLeftProcesses(folder, platform)
  const owner = { pid: process.pid, beginning: await beginningOf(process.pid, platform) }
  return {
    add(pid, mark) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(join(folder, `${mark}.json`), JSON.stringify({ pid, mark, owner }), { mode: 0o600 })
    },
    remove: (mark) => rmSync(join(folder, `${mark}.json`), { force: true }),
  }
}

async function endLeftProcesses(folder: string, platform: NodeJS.Platform): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  await Promise.all(names.map((name) => endLeft(join(folder, name), platform)))
}

async function endLeft(path: string, platform: NodeJS.Platform): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const note = noteSchema.safeParse(safeJson(text))
  if (note.success) {
    const { owner, mark } = note.data
    const beginning = await beginningOf(owner.pid, platform)
    if (beginning !== undefined && beginning === owner.beginning) return
    await killMarked(mark, platform)
  }
  await rm(path, { force: true })
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
