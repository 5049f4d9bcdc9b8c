import { z } from 'zod'
import { ParleyError } from '../../core/errors.ts'
import type { Connection } from './connection.ts'

/** The version of the layout that `lua/library.ts` describes. */
const known = 1

/** Marks an empty database with the version. Throws `profile-newer`, and nothing was then changed. */
export async function checkFormat(connection: Connection, prefix: string, host: string): Promise<void> {
  const key = `${prefix}format`
  await connection.send(['SET', key, String(known), 'NX'])
  const found = z.coerce.number().parse(await connection.send(['GET', key]))
  if (found <= known) return
  const params = { path: `${host} (${prefix})`, found: String(found), known: String(known) }
  throw new ParleyError('profile-newer', { params })
}
