import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

const mostFiles = 50
const longestFile = 200_000

/** A file of a user's own tool as it is now. */
export interface ToolFile {
  readonly file: string
  readonly hash: string
  readonly source: string
}

/** The files of tools in a folder, by their names; none when there is no such folder. Links are not followed. */
export async function readToolFiles(folder: string): Promise<readonly ToolFile[]> {
  const names = await readdir(folder).catch(() => [])
  const wanted = names.filter((name) => /^[\w-][\w.-]*\.(mjs|ts)$/.test(name)).toSorted()
  const files = await Promise.all(wanted.slice(0, mostFiles).map((file) => readToolFile(folder, file)))
  return files.flatMap((file) => file ?? [])
}

/** One of them; undefined when it is gone, a link or larger than a tool is. */
export async function readToolFile(folder: string, file: string): Promise<ToolFile | undefined> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  const handle = await open(join(folder, file), flags).catch(() => undefined)
  if (!handle) return undefined
  try {
    const found = await handle.stat()
    if (!found.isFile() || found.size > longestFile) return undefined
    const bytes = await handle.readFile()
    return { file, hash: createHash('sha256').update(bytes).digest('hex'), source: bytes.toString('utf8') }
  } finally {
    await handle.close()
  }
}
