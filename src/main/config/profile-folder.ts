import { accessSync, constants, mkdirSync } from 'node:fs'
import { ParleyError, reasonOf } from '../core/errors.ts'

/** Makes the profile's folder, readable by the user only. Throws `profile-unwritable`. */
export function openProfileFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new ParleyError('profile-unwritable', { params: { path, reason: reasonOf(error) }, cause: error })
  }
}
