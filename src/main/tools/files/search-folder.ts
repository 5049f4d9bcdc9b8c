import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ToolCallOptions } from '../../core/ports/tool-source.ts'
import { openSubfolder, type FolderHandle, type Sealed } from './folder-handle.ts'
import { readText } from './text-file.ts'

const mostEntries = 20_000
const mostHits = 200
const longestLine = 300
const deepest = 40

// What programs keep for themselves in the folders of people.
const passedOver = new Set(['.git', 'node_modules', '.venv', '__pycache__'])

export interface SearchOptions extends Pick<ToolCallOptions, 'signal' | 'onProgress'> {
  readonly sealed: Sealed
}

interface Search extends SearchOptions {
  readonly words: string
  readonly hits: string[]
  seen: number
  unread: number
  deeper: boolean
}

/** Every line of the folder's texts that holds the words, as `path:line: text`, with what was left out. Follows no link. */
export async function searchFolder(
  folder: FolderHandle,
  text: string,
  options: SearchOptions,
): Promise<string> {
  const search: Search = {
    ...options,
    words: text.toLowerCase(),
    hits: [],
    seen: 0,
    unread: 0,
    deeper: false,
  }
  await searchIn(folder, search, 0)
  return answerOf(search)
}

async function searchIn(folder: FolderHandle, search: Search, depth: number): Promise<void> {
  const entries = await readdir(folder.self, { withFileTypes: true }).catch(() => [])
  search.onProgress(folder.path)
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    search.signal.throwIfAborted()
    if (isFull(search)) return
    search.seen += 1
    await searchEntry(folder, entry, search, depth)
  }
}

async function searchEntry(
  folder: FolderHandle,
  entry: Dirent,
  search: Search,
  depth: number,
): Promise<void> {
  const { name } = entry
  if (name.toLowerCase().includes(search.words)) search.hits.push(join(folder.path, name))
  if (entry.isFile()) return searchFile(folder, name, search)
  if (!entry.isDirectory() || passedOver.has(name)) return
  if (depth >= deepest) {
    search.deeper = true
    return
  }
  // What cannot be opened is not open to the user or to tools.
  const inner = await openSubfolder(folder, name, search.sealed).catch(() => undefined)
  if (!inner) return
  try {
    await searchIn(inner, search, depth + 1)
  } finally {
    await inner.close()
  }
}

async function searchFile(folder: FolderHandle, name: string, search: Search): Promise<void> {
  const path = join(folder.path, name)
  const file = await readText({ folder, name, path, sealed: search.sealed }).catch(() => undefined)
  if (!file) {
    search.unread += 1
    return
  }
  if (!file.text.toLowerCase().includes(search.words)) return
  for (const [index, line] of file.text.split('\n').entries()) {
    if (isFull(search)) return
    if (line.toLowerCase().includes(search.words))
      search.hits.push(`${path}:${index + 1}: ${line.trim().slice(0, longestLine)}`)
  }
}

function isFull({ hits, seen }: Search): boolean {
  return hits.length >= mostHits || seen >= mostEntries
}

function answerOf({ hits, seen, unread, deeper }: Search): string {
  const notes = [
    hits.length === 0 ? 'Nothing was found.' : '',
    hits.length >= mostHits ? `Only the first ${mostHits} places are shown; search for more words.` : '',
    seen >= mostEntries ? `Only the first ${mostEntries} entries were looked at; search a folder in it.` : '',
    unread > 0 ? `${unread} files were not read: they are no text, too large or closed.` : '',
    deeper ? `Folders deeper than ${deepest} levels were left out.` : '',
  ].filter((note) => note !== '')
  return [...hits, ...(notes.length > 0 ? [`[${notes.join(' ')}]`] : [])].join('\n')
}
