import { dirname } from 'node:path'
import { ParleyError } from '../../../core/errors.ts'
import { isBusy } from '../sqlite-failure.ts'
import { lookAt } from './look-at.ts'

/** Throws `profile-locked` when another process has the database open. Whatever else is wrong with it is no matter here. */
export function refuseLocked(path: string): void {
  try {
    lookAt(path, (db) => db.prepare('select 1 from sqlite_schema limit 1').get())
  } catch (error) {
    if (isBusy(error))
      throw new ParleyError('profile-locked', { params: { path: dirname(path) }, cause: error })
  }
}
