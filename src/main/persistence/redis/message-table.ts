import { z } from 'zod'
import { messageIdSchema } from '../../../contract/id.ts'
import { messageSchema, type Message } from '../../../contract/message.ts'
import { searchableText } from '../../../contract/search.ts'
import type { MessageStore } from '../../core/ports/stores.ts'
import { foldText } from '../../../contract/fold-text.ts'
import type { ReadRow } from '../stored-row.ts'
import { rowReply, rowsReply, type Database } from './database.ts'
import { findNewestLeaf, getMessage, readBranches, readPath, readPathIds } from './lua/read-scripts.ts'
import { readNumbered } from './numbered-row.ts'

const idsReply = z.array(messageIdSchema)
const branchesReply = z.array(idsReply)
const idReply = messageIdSchema.nullable()

/** The messages of all sessions. */
export function createMessageTable(database: Database, readRow: ReadRow): MessageStore {
  return {
    async get(id) {
      const row = await database.run(getMessage, [id], rowReply)
      return row === null ? undefined : readMessage(row, readRow, `message ${id}`)
    },
    async path(leafId, limit = 0) {
      const rows = await database.run(readPath, [leafId, limit], rowsReply)
      return rows.map((row) => readMessage(row, readRow, `a message before ${leafId}`))
    },
    pathIds: (leafId) => database.run(readPathIds, [leafId], idsReply),
    newestLeaf: async (id) => (await database.run(findNewestLeaf, [id], idReply)) ?? undefined,
    async branches(messages) {
      const ids = messages.map(({ id }) => id)
      const parents = [...new Set(messages.map(({ parentId }) => parentId ?? ''))]
      const [first] = ids
      if (first === undefined) return []
      return database.run(readBranches, [first, parents.length, ...parents], branchesReply)
    },
  }
}

/** Reads `<number> <parent id> <JSON>` back. Throws `storage-corrupt`. */
export function readMessage(row: string, readRow: ReadRow, what: string): Message {
  return parseMessage(readNumbered(row, 1).json, readRow, what)
}

/** Reads the JSON of a message back. Throws `storage-corrupt`. */
export function parseMessage(json: string, readRow: ReadRow, what: string): Message {
  return readRow(messageSchema, what, () => JSON.parse(json))
}

/** A message as the scripts put it: id, parent, JSON, and what search needs. */
export function cellsOf(message: Message): readonly string[] {
  return [message.id, message.parentId ?? '', JSON.stringify(message), textEntry(message)]
}

// What search filters by on the first line, tools last, then the folded text. Empty for what search never shows.
function textEntry(message: Message): string {
  const { role, createdAt, model, parts } = message
  if (role !== 'user' && role !== 'assistant') return ''
  const tools = parts.flatMap((part) => (part.type === 'tool-call' ? [`${JSON.stringify(part.name)}\t`] : []))
  const header = [createdAt, role, JSON.stringify(model ?? null), tools.join('')].join('\t')
  return `${header}\n${foldText(searchableText(message))}`
}
