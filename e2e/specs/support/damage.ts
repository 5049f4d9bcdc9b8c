import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Takes the header of a closed profile's database away, and gives the bytes that are left. */
export function loseHeader(profile: string): Buffer {
  const path = join(profile, 'parley.sqlite')
  const damaged = readFileSync(path).fill(0, 0, 100)
  writeFileSync(path, damaged)
  return damaged
}
