import { posix, win32 } from 'node:path'

const deviceName = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i

/**
 * The absolute path that a model means, as text: nothing is looked up. Relative ones count from the only folder that is
 * granted. Throws an Error that tells the model what to write for everything that systems read in ways of their own:
 * `..`, `~`, UNC, NUL, and on Windows devices, streams, and names that end with a dot or a space.
 */
export function askedPath(path: string, folders: readonly string[], platform: NodeJS.Platform): string {
  const flavour = platform === 'win32' ? win32 : posix
  if (path.includes('\0')) throw new Error('a path has no NUL character')
  if (path.startsWith('~')) throw new Error(`write the whole path instead of "~"; ${openOnes(folders)}`)
  if (/^[\\/]{2}/.test(path)) throw new Error(`paths of the network are not open; ${openOnes(folders)}`)
  const rest = platform === 'win32' ? path.replace(/^[a-z]:(?=[\\/])/i, '') : path
  const parts = rest.split(platform === 'win32' ? /[\\/]/ : '/')
  if (parts.includes('..')) throw new Error(`".." is not followed; ${openOnes(folders)}`)
  if (platform === 'win32') for (const part of parts) refuseOddName(part)
  return flavour.isAbsolute(path) ? flavour.normalize(path) : fromTheOnly(path, folders, flavour)
}

/** Whether a path is the folder or lies in it, component by component. Both are real paths. */
export function isInside(path: string, folder: string, platform: NodeJS.Platform): boolean {
  const flavour = platform === 'win32' ? win32 : posix
  const between = flavour.relative(folder, path)
  return between === '' || (between.split(flavour.sep)[0] !== '..' && !flavour.isAbsolute(between))
}

/** The folders that are open, for the model. */
export function openOnes(folders: readonly string[]): string {
  return folders.length === 0 ? 'no folder is open' : `the folders that are open: ${folders.join(', ')}`
}

function refuseOddName(name: string): void {
  const bad = name.includes(':') || /[. ]$/.test(name) ? name !== '.' : deviceName.test(name)
  if (bad) throw new Error(`"${name}" is not the name of a file that can be used`)
}

function fromTheOnly(path: string, folders: readonly string[], flavour: typeof posix): string {
  const [only, ...others] = folders
  if (only === undefined || others.length > 0) throw new Error(`write the whole path; ${openOnes(folders)}`)
  return flavour.join(only, path)
}
