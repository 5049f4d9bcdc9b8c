import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { moveFile } from '../../../disk/move-file.ts'
import { syncFolder } from '../../../disk/sync-folder.ts'
import { freeStamp } from './stamp.ts'

/** What SQLite keeps beside a database. */
const besides = ['-wal', '-shm']

/** A file that took the place of the database. */
export interface Installed {
  /** Where the database is now that was there before. */
  readonly kept: string
  /** Puts it back. */
  readonly takeBack: () => Promise<void>
}

/** Why a database was replaced, in the name that it has from then on. */
type Why = 'replaced' | 'broken'

/**
 * Puts a whole file in the place of a closed database, which is kept under a name with the reason and the time, as is
 * what lies beside it: a log that stayed would be taken for that of the new file. A process that dies in between has either
 * changed nothing, or left what `finishInstall` completes.
 */
export async function install(file: string, path: string, why: Why, time: number): Promise<Installed> {
  const suffix = `${why}-${freeStamp(time, (stamp) => existsSync(`${path}.${why}-${stamp}`))}`
  const kept = `${path}.${suffix}`
  const next = `${path}.next.${suffix}`
  await moveFile(file, next)
  await syncFolder(dirname(path))
  await moveIfThere(path, kept)
  for (const beside of besides) await moveIfThere(`${path}${beside}`, `${kept}${beside}`)
  await moveFile(next, path)
  await syncFolder(dirname(path))
  const takeBack = async () => {
    await moveFile(path, next)
    for (const beside of besides) await rm(`${path}${beside}`, { force: true })
    for (const beside of ['', ...besides]) await moveIfThere(`${kept}${beside}`, `${path}${beside}`)
    await rm(next)
  }
  return { kept, takeBack }
}

/** Completes an exchange of the database in whose middle the process died. */
export function finishInstall(path: string): void {
  const prefix = `${basename(path)}.next.`
  const name = namesIn(dirname(path)).find((each) => each.startsWith(prefix))
  if (name === undefined) return
  const next = join(dirname(path), name)
  // The database has not been moved, so nothing happened, and what the copy was made of is still there.
  if (existsSync(path)) return rmSync(next, { force: true })
  const kept = `${path}.${name.slice(prefix.length)}`
  for (const beside of besides) {
    if (existsSync(`${path}${beside}`)) renameSync(`${path}${beside}`, `${kept}${beside}`)
  }
  renameSync(next, path)
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    // Opening the database says better what is wrong with its folder.
    return []
  }
}

async function moveIfThere(from: string, to: string): Promise<void> {
  if (existsSync(from)) await moveFile(from, to)
}
