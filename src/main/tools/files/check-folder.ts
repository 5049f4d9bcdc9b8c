import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, parse } from 'node:path'
import { ParleyError } from '../../core/errors.ts'
import { isInside } from './asked-path.ts'

/**
 * The real path of a folder that the user wants to open. Throws ParleyError `folder-refused` when it is not absolute, is
 * no folder, is a whole disk, or belongs to Parley.
 */
export async function checkFolder(path: string, closed: readonly string[]): Promise<string> {
  const refused = (reason: string) => new ParleyError('folder-refused', { params: { path, reason } })
  const wanted = path.trim()
  if (!isAbsolute(wanted) || wanted.includes('\0')) throw refused('write the whole path, from its beginning.')
  const real = await realpath(wanted).catch(() => undefined)
  const found = real === undefined ? undefined : await stat(real).catch(() => undefined)
  if (real === undefined || !found) throw refused('there is no such folder.')
  if (!found.isDirectory()) throw refused('it is not a folder.')
  if (real === parse(real).root) throw refused('it is a whole disk; choose a folder on it.')
  if (closed.some((each) => isInside(real, each, process.platform)))
    throw refused('it belongs to Parley itself.')
  return real
}
