import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { ParleyError, reasonOf } from '../core/errors.ts'

/** Makes the profile's folder, readable by the user only. Throws `profile-unwritable`. */
export function openProfileFolder(path: string): void {
  try {
    makeFolder(path)
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new ParleyError('profile-unwritable', { params: { path, reason: reasonOf(error) }, cause: error })
  }
}

// One by one: `recursive` of Node never comes back where a folder is there in which nothing can be made, as in /proc.
function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST' && isFolder(path)) return
    if (code !== 'ENOENT' || dirname(path) === path || isFolder(dirname(path))) throw error
    makeFolder(dirname(path))
    makeFolder(path)
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
