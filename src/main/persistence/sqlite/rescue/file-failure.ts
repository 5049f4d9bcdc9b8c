import { ParleyError, reasonOf } from '../../../core/errors.ts'

const codes = new Map<unknown, 'storage-full' | 'profile-unwritable'>([
  ['ENOSPC', 'storage-full'],
  ['EDQUOT', 'storage-full'],
  ['EACCES', 'profile-unwritable'],
  ['EPERM', 'profile-unwritable'],
  ['EROFS', 'profile-unwritable'],
])

/** What it means when a file beside the database could not be read, written or renamed. `path` is the database. */
export function fileFailure(error: unknown, path: string): ParleyError {
  if (error instanceof ParleyError) return error
  const code = error instanceof Error && 'code' in error ? codes.get(error.code) : undefined
  const reason = reasonOf(error)
  if (code === undefined)
    return new ParleyError('storage-failed', { params: { detail: reason }, cause: error })
  return new ParleyError(code, { params: { path, reason }, cause: error })
}
