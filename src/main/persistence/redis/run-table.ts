import type { z } from 'zod'
import type { SessionId } from '../../../contract/id.ts'
import { runSchema } from '../../../contract/run.ts'
import { toolCallRecordSchema, type ToolCallRecord } from '../../../contract/tool.ts'
import type { RunStore } from '../../core/ports/stores.ts'
import type { ReadRow } from '../stored-row.ts'
import { rowReply, rowsReply, type Database } from './database.ts'
import { getRun, readPart } from './lua/read-scripts.ts'
import { inOrder } from './numbered-row.ts'
import type { Ownership } from './ownership.ts'

/** The runs of all sessions and the calls of their tools. */
export function createRunTable(database: Database, readRow: ReadRow, ownership: Ownership): RunStore {
  const part = async <Schema extends z.ZodType>(id: SessionId, name: string, schema: Schema) => {
    const rows = await database.run(readPart, [id, name], rowsReply)
    return readInOrder(rows, schema, readRow)
  }
  return {
    async get(id) {
      const row = await database.run(getRun, [id], rowReply)
      return row === null ? undefined : readInOrder([row], runSchema, readRow)[0]
    },
    claimOpen: async () => readInOrder(await ownership.claim(), runSchema, readRow),
    listBySession: (sessionId) => part(sessionId, ':runs', runSchema),
    listCalls: (sessionId) => part(sessionId, ':calls', toolCallRecordSchema),
  }
}

/** Reads rows `<number> <JSON>` back, in the order of their numbers. Throws `storage-corrupt`. */
export function readInOrder<Schema extends z.ZodType>(
  rows: readonly string[],
  schema: Schema,
  readRow: ReadRow,
): readonly z.output<Schema>[] {
  return inOrder(rows).map((json) => readRow(schema, 'a run or a tool call', () => JSON.parse(json)))
}

/** The name of a call within its session: a call id alone is unique within one round only, and of any shape. */
export function callField({ messageId, id }: ToolCallRecord): string {
  return `${messageId} ${JSON.stringify(id)}`
}
