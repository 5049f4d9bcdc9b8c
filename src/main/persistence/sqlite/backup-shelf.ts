import { constants, copyFile, chmod, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Backup } from '../../../contract/storage.ts'
import { ParleyError } from '../../core/errors.ts'
import type { BackupShelf, StagedBackup } from '../../core/ports/backups.ts'
import { moveFile } from '../../disk/move-file.ts'
import { syncFolder } from '../../disk/sync-folder.ts'
import { fileFailure } from './rescue/file-failure.ts'
import { install } from './rescue/install.ts'
import { freeStamp, timeOfStamp } from './rescue/stamp.ts'
import { runTask } from './run-task.ts'

export interface BackupShelfOptions {
  /** The database file of the profile. */
  readonly path: string
  readonly now: () => number
}

/** Backups in the folder `backups` beside the database, and the copies that lie beside it for other reasons. */
export function openBackupShelf({ path, now }: BackupShelfOptions): BackupShelf {
  const folder = join(dirname(path), 'backups')
  const told = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((error: unknown) => {
      throw fileFailure(error, path)
    })
  const list = async () =>
    (await Promise.all([backupsIn(folder), copiesBeside(path)])).flat().toSorted(newestFirst)
  return {
    list: () => told(list()),
    make: (copy, keep) => told(makeBackup({ folder, copy, keep, now })),
    async stage(name) {
      const known = (await told(list())).find((each) => each.name === name)
      if (!known) throw new ParleyError('backup-missing', { params: { name } })
      return stageFile(join(known.kind === 'backup' ? folder : dirname(path), name), path, now)
    },
  }
}

/** The paths of all files that the database can be brought back from. */
export async function copiesOf(path: string): Promise<readonly string[]> {
  const folder = join(dirname(path), 'backups')
  const [backups, copies] = await Promise.all([backupsIn(folder), copiesBeside(path)])
  return [
    ...backups.map(({ name }) => join(folder, name)),
    ...copies.map(({ name }) => join(dirname(path), name)),
  ]
}

/**
 * Copies a database file, whatever its name, makes one file of it and checks all of that. Throws `backup-missing`,
 * `backup-refused`, `profile-newer`, `storage-full`.
 */
export async function stageFile(file: string, path: string, now: () => number): Promise<StagedBackup> {
  const staged = `${path}.staged-${crypto.randomUUID()}.tmp`
  const discard = async () => {
    for (const beside of ['', '-wal', '-shm', '-journal']) await rm(`${staged}${beside}`, { force: true })
  }
  try {
    await copyPrivate(file, staged)
    // What a database says last may stand in its log alone.
    if (await sizeOf(`${file}-wal`)) await copyPrivate(`${file}-wal`, `${staged}-wal`)
    const { counts } = await runTask('check', { path: staged, rows: true, name: file })
    await syncFile(staged)
    return { counts, discard, install: () => install(staged, path, 'replaced', now()) }
  } catch (error) {
    await discard()
    if (isMissing(error)) throw new ParleyError('backup-missing', { params: { name: file }, cause: error })
    throw fileFailure(error, path)
  }
}

interface Making {
  readonly folder: string
  readonly copy: (path: string) => Promise<void>
  readonly keep: number
  readonly now: () => number
}

// Under another name until it is proven whole, so that no half copy can be taken for a good one.
async function makeBackup({ folder, copy, keep, now }: Making): Promise<Backup> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await removeLeftovers(folder)
  const stamp = freeStamp(now(), (each) => existsSync(join(folder, `parley-${each}.sqlite`)))
  const name = `parley-${stamp}.sqlite`
  const unproven = join(folder, `${name}.${crypto.randomUUID()}.tmp`)
  try {
    await copy(unproven)
    await runTask('check', { path: unproven, rows: false, name: join(folder, name) })
    await syncFile(unproven)
    await moveFile(unproven, join(folder, name))
  } catch (error) {
    await rm(unproven, { force: true })
    throw error
  }
  await syncFolder(folder)
  const all = (await backupsIn(folder)).toSorted(newestFirst)
  for (const old of all.slice(keep)) await rm(join(folder, old.name), { force: true })
  return backupOf(folder, name, 'backup')
}

async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder)
  for (const name of names.filter((each) => /^parley-.*\.tmp(-\w+)?$/.test(each)))
    await rm(join(folder, name))
}

async function backupsIn(folder: string): Promise<readonly Backup[]> {
  const names = (await namesIn(folder)).filter((name) => /^parley-\d{8}T\d{6}Z\.sqlite$/.test(name))
  return Promise.all(names.map((name) => backupOf(folder, name, 'backup')))
}

const copyKinds = [
  [/^\.before-v\d+$/, 'upgrade'],
  [/^\.replaced-\d{8}T\d{6}Z$/, 'replaced'],
  [/^\.broken-\d{8}T\d{6}Z$/, 'broken'],
] as const

async function copiesBeside(path: string): Promise<readonly Backup[]> {
  const [folder, base] = [dirname(path), basename(path)]
  const found = (await namesIn(folder)).flatMap((name) => {
    const rest = name.startsWith(base) ? name.slice(base.length) : ''
    const kind = copyKinds.find(([pattern]) => pattern.test(rest))?.[1]
    return kind ? [backupOf(folder, name, kind)] : []
  })
  return Promise.all(found)
}

async function backupOf(folder: string, name: string, kind: Backup['kind']): Promise<Backup> {
  const { size, mtimeMs } = await stat(join(folder, name))
  return { name, kind, at: timeOfStamp(name) ?? Math.floor(mtimeMs), bytes: size }
}

function newestFirst(one: Backup, other: Backup): number {
  return other.at - one.at || other.name.localeCompare(one.name)
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

async function copyPrivate(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  await chmod(to, 0o600)
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (isMissing(error)) return 0
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
