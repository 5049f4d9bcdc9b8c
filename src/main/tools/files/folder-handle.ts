import { constants } from 'node:fs'
import { lstat, mkdir, open, realpath, stat, type FileHandle } from 'node:fs/promises'
import { join, parse, sep } from 'node:path'

// Linux only, and not among Node's names: a handle for naming what lies in a folder, which needs no right to list it.
const O_PATH = 0o10000000
const folderFlags = O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW

/** What must not be reached whatever it is called: device and number of files and folders. */
export type Sealed = ReadonlySet<string>

/** A folder held open: what stands for its entries goes on meaning them when somebody exchanges the path. */
export interface FolderHandle {
  /** The real path, for people. */
  readonly path: string
  /** A path for the entry of that name, to be used at once. */
  at(name: string): string
  /** A path for the folder itself. */
  readonly self: string
  close(): Promise<void>
}

/** Tells files from each other whatever they are called. */
export function identityOf({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string {
  return `${dev}:${ino}`
}

/** The identities of those paths that exist. */
export async function sealedOf(paths: readonly string[]): Promise<Sealed> {
  const found = await Promise.all(paths.map((path) => stat(path, { bigint: true }).catch(() => undefined)))
  return new Set(found.flatMap((each) => (each ? [identityOf(each)] : [])))
}

/**
 * Opens a real path from its root, component by component, without following a link: one that was put there since the
 * path was resolved is an error. `make` makes what is missing below `from`. Throws what the system says, and an Error for
 * what is sealed.
 */
export async function openFolder(
  path: string,
  sealed: Sealed,
  make?: { readonly below: string },
): Promise<FolderHandle> {
  const { root } = parse(path)
  const names = path
    .slice(root.length)
    .split(sep)
    .filter((name) => name !== '')
  let folder = await enter(root, root, sealed)
  for (const name of names) {
    const next = join(folder.path, name)
    const outer = folder
    try {
      if (make && next.startsWith(make.below + sep)) await mkdir(outer.at(name)).catch(unlessThere)
      folder = await enter(outer.at(name), next, sealed)
    } finally {
      await outer.close()
    }
  }
  return folder
}

/** Opens a folder in one that is open, if it is one and not sealed. */
export function openSubfolder(folder: FolderHandle, name: string, sealed: Sealed): Promise<FolderHandle> {
  return enter(folder.at(name), join(folder.path, name), sealed)
}

/**
 * Opens a file in an open folder for reading. Never waits for the other end of a pipe. Throws an Error when it is no
 * plain file, is a link, or is sealed.
 */
export async function openFile(folder: FolderHandle, name: string, sealed: Sealed): Promise<FileHandle> {
  const path = folder.at(name)
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  const file = await open(path, flags)
  try {
    const found = await file.stat({ bigint: true })
    if (!found.isFile()) throw new Error('it is not a file')
    refuseSealed(identityOf(found), sealed)
    await refuseExchanged(path, identityOf(found))
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

async function enter(reach: string, path: string, sealed: Sealed): Promise<FolderHandle> {
  if (process.platform !== 'linux') return enterByPath(path, sealed)
  const handle = await open(reach, folderFlags)
  try {
    refuseSealed(identityOf(await handle.stat({ bigint: true })), sealed)
  } catch (error) {
    await handle.close()
    throw error
  }
  const self = `/proc/self/fd/${handle.fd}`
  return { path, self, at: (name) => `${self}/${name}`, close: () => handle.close() }
}

// Other systems give Node no way to name an entry of an open folder: the path is looked at before and after each use.
async function enterByPath(path: string, sealed: Sealed): Promise<FolderHandle> {
  const found = await lstat(path, { bigint: true })
  if (!found.isDirectory()) throw Object.assign(new Error('it is not a folder'), { code: 'ENOTDIR' })
  refuseSealed(identityOf(found), sealed)
  return { path, self: path, at: (name) => join(path, name), close: async () => undefined }
}

// A handle is what was opened; where the way to it could be exchanged, the way must still lead to it.
async function refuseExchanged(path: string, identity: string): Promise<void> {
  if (process.platform === 'linux') return
  const real = await realpath(path)
  const found = await lstat(path, { bigint: true })
  if (real !== path || identityOf(found) !== identity)
    throw new Error('it was exchanged while it was opened; try again')
}

function refuseSealed(identity: string, sealed: Sealed): void {
  if (sealed.has(identity)) throw new Error('Parley’s own data is not open to tools')
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
