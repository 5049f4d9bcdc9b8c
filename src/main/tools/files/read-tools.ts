import { readdir } from 'node:fs/promises'
import type { Dirent } from 'node:fs'
import { z } from 'zod'
import { defineTool, type Tool } from '../define-tool.ts'
import type { FileRoom } from './file-room.ts'
import { searchFolder } from './search-folder.ts'
import { readText } from './text-file.ts'

const mostEntries = 500
const mostLines = 2_000
const mostLetters = 60_000

const path = z.string().max(4096)

/** Tools that look into the granted folders. */
export function createReadTools(room: FileRoom): readonly Tool[] {
  return [listTool(room), readTool(room), searchTool(room)]
}

function listTool(room: FileRoom): Tool {
  return defineTool({
    name: 'list_files',
    description: 'Lists a folder that the user opened. Without a path: the folders that are open.',
    input: z.object({ path: path.optional().describe('The whole path of the folder.') }),
    effect: 'read',
    personal: true,
    async run({ path: folder }) {
      if (folder === undefined) return { folders: room.folders() }
      return room.inFolder(folder, async (handle) => {
        const entries = await readdir(handle.self, { withFileTypes: true })
        const names = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(shown)
        return {
          path: handle.path,
          entries: names.slice(0, mostEntries),
          ...(names.length > mostEntries && { left_out: `${names.length - mostEntries} more entries` }),
        }
      })
    },
  })
}

function shown(entry: Dirent): string {
  if (entry.isDirectory()) return `${entry.name}/`
  return entry.isSymbolicLink() ? `${entry.name} (link)` : entry.name
}

function readTool(room: FileRoom): Tool {
  return defineTool({
    name: 'read_file',
    description: 'Reads a text file in a folder that the user opened.',
    input: z.object({
      path: path.describe('The whole path of the file.'),
      from_line: z.int().min(1).default(1).describe('The first line to read, from 1.'),
      lines: z.int().min(1).max(mostLines).default(mostLines).describe('How many lines to read.'),
    }),
    effect: 'read',
    // As with what is attached: a file of the user's may hold words of strangers.
    untrusted: true,
    personal: true,
    run: ({ path: file, from_line: first, lines }) =>
      room.inFile(file, 'read', async (place) => piece((await readText(place)).text, first, lines)),
  })
}

/** The lines from `first`, with a last line that tells what was left out. */
function piece(text: string, first: number, count: number): string {
  const all = text.split('\n')
  const wanted = all.slice(first - 1, first - 1 + count)
  const kept: string[] = []
  let letters = 0
  for (const line of wanted) {
    letters += line.length + 1
    if (letters > mostLetters && kept.length > 0) break
    kept.push(line.length > mostLetters ? `${line.slice(0, mostLetters)} [… ${line.length} letters]` : line)
  }
  const last = first - 1 + kept.length
  const whole = first === 1 && last >= all.length
  if (whole) return text === kept.join('\n') ? text : kept.join('\n')
  const more = last < all.length ? ` Read on with from_line ${last + 1}.` : ''
  return `${kept.join('\n')}\n[Lines ${first} to ${last} of ${all.length}.${more}]`
}

function searchTool(room: FileRoom): Tool {
  return defineTool({
    name: 'search_files',
    description:
      'Finds lines that contain a text, and files whose names do, in a folder that the user opened and all folders in it. Case does not count.',
    input: z.object({
      path: path.describe('The whole path of the folder.'),
      text: z.string().min(1).max(200).describe('The words to find, taken as they are.'),
    }),
    effect: 'read',
    untrusted: true,
    personal: true,
    run: ({ path: folder, text }, { signal, onProgress }) =>
      room.inFolder(folder, (handle, sealed) => searchFolder(handle, text, { sealed, signal, onProgress })),
  })
}
