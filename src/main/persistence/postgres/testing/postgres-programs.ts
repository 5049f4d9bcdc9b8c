import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

/** The folder with PostgreSQL's own programs; undefined on a machine without a server. */
export function findPostgres(): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(delimiter)
  return [...onPath, ...versionFolders('/usr/lib/postgresql')].find((folder) =>
    ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))),
  )
}

/** Why tests against a real server are left out on this machine; undefined when they run. A build machine has to have it. */
export function reasonToSkip(): string | undefined {
  if (findPostgres()) return undefined
  if (process.env['CI']) throw new Error('there is no PostgreSQL server on this build machine')
  return 'no PostgreSQL server on this machine'
}

function versionFolders(root: string): readonly string[] {
  if (!existsSync(root)) return []
  const versions = readdirSync(root).toSorted((a, b) => Number(b) - Number(a))
  return versions.map((version) => join(root, version, 'bin'))
}
