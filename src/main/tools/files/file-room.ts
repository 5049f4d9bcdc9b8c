import { realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { FolderAccess, GrantedFolder } from '../../../contract/folder.ts'
import { askedPath, isInside, openOnes } from './asked-path.ts'
import { openFolder, sealedOf, type FolderHandle, type Sealed } from './folder-handle.ts'

export interface FileRoomOptions {
  /** The folders that are granted at the moment of a call, by their real paths. */
  readonly folders: () => readonly GrantedFolder[]
  /** Files and folders of Parley's own, closed to every tool wherever they lie. */
  readonly closed: readonly string[]
}

/** A file that may be used, or could be made: an open folder and a name in it. */
export interface FilePlace {
  readonly folder: FolderHandle
  readonly name: string
  readonly path: string
  readonly sealed: Sealed
}

/** The one way of the file tools to the disk. */
export interface FileRoom {
  readonly folders: () => readonly GrantedFolder[]
  /** Throws an Error for the model when the path is not in a folder that is open for that. */
  inFile<Result>(
    path: string,
    access: FolderAccess,
    work: (place: FilePlace) => Promise<Result>,
  ): Promise<Result>
  inFolder<Result>(
    path: string,
    work: (folder: FolderHandle, sealed: Sealed) => Promise<Result>,
  ): Promise<Result>
}

/** Lets tools at the granted folders, and at nothing else. */
export function createFileRoom({ folders, closed }: FileRoomOptions): FileRoom {
  const resolve = async (path: string, access: FolderAccess) => {
    const open = folders().filter((folder) => access === 'read' || folder.access === 'write')
    const asked = askedPath(
      path,
      open.map((folder) => folder.path),
      process.platform,
    )
    const real = await realPathOf(asked)
    const granted = open.find((folder) => isInside(real, folder.path, process.platform))
    if (!granted) throw new Error(refusal(path, access, open, folders()))
    for (const each of closed)
      if (isInside(folded(real), folded(each), process.platform))
        throw new Error('Parley’s own data is not open to tools')
    return { real, granted }
  }
  return {
    folders,
    async inFile(path, access, work) {
      const { real, granted } = await resolve(path, access)
      if (real === granted.path) throw new Error(`${real} is a folder`)
      const sealed = await sealedOf(closed)
      const make = access === 'write' ? { below: granted.path } : undefined
      const folder = await openFolder(dirname(real), sealed, make).catch(explained(real))
      try {
        return await work({ folder, name: basename(real), path: real, sealed }).catch(explained(real))
      } finally {
        await folder.close()
      }
    },
    async inFolder(path, work) {
      const { real } = await resolve(path, 'read')
      const sealed = await sealedOf(closed)
      const folder = await openFolder(real, sealed).catch(explained(real))
      try {
        return await work(folder, sealed).catch(explained(real))
      } finally {
        await folder.close()
      }
    },
  }
}

// Some systems take names of other case or another form of Unicode for the same, also for what does not exist yet.
function folded(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

/** The real path of what exists of a path, with what does not exist yet behind it. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const above = dirname(path)
    if (codeOf(error) !== 'ENOENT' || above === path) throw explanation(path, error)
    return join(await realPathOf(above), basename(path))
  }
}

function refusal(
  path: string,
  access: FolderAccess,
  open: readonly GrantedFolder[],
  all: readonly GrantedFolder[],
): string {
  const paths = open.map((folder) => folder.path)
  if (access === 'write' && all.length > open.length)
    return `${path} is not in a folder that is open for writing; ${openOnes(paths)}`
  return `${path} is not in a folder that the user opened; ${openOnes(paths)}`
}

function explained(path: string): (error: unknown) => never {
  return (error) => {
    throw explanation(path, error)
  }
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'it is not a folder, or a link took its place',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link, which is not followed',
  EACCES: 'this user may not do that',
  EPERM: 'this user may not do that',
  ENOSPC: 'there is no room left on the disk',
  EROFS: 'the disk is read only',
  ENAMETOOLONG: 'its name is too long',
}

function explanation(path: string, error: unknown): Error {
  const code = codeOf(error)
  const sentence = code === undefined ? undefined : (sentences[code] ?? code)
  if (sentence === undefined) return error instanceof Error ? error : new Error(String(error))
  return new Error(`${path}: ${sentence}`, { cause: error })
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
