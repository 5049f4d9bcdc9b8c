import { z } from 'zod'
import type { SessionId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import { costOf } from '../../../contract/money.ts'
import { runSchema } from '../../../contract/run.ts'
import { toolCallRecordSchema, type ToolCallRecord } from '../../../contract/tool.ts'
import type { RunStore, SessionStore } from '../../core/ports/stores.ts'
import type { ReadRow } from '../stored-row.ts'
import { rowReply, rowsReply, type Database } from './database.ts'
import { getRun, readOfMessages, readPart } from './lua/read-scripts.ts'
import { inOrder } from './numbered-row.ts'
import type { Ownership } from './ownership.ts'
import { createUsage } from './usage.ts'

const twoListsReply = z.tuple([rowsReply, rowsReply])

/** The runs of all sessions and the calls of their tools. */
export function createRunTable(
  database: Database,
  readRow: ReadRow,
  ownership: Ownership,
  sessions: Pick<SessionStore, 'list'>,
): RunStore {
  const part = async <Schema extends z.ZodType>(id: SessionId, name: string, schema: Schema) => {
    const rows = await database.run(readPart, [id, name], rowsReply)
    return readInOrder(rows, schema, readRow)
  }
  const listBySession = (id: SessionId) => part(id, ':runs', runSchema)
  return {
    async get(id) {
      const row = await database.run(getRun, [id], rowReply)
      return row === null ? undefined : readInOrder([row], runSchema, readRow)[0]
    },
    claimOpen: async () => readInOrder(await ownership.claim(), runSchema, readRow),
    listBySession,
    ...createUsage(sessions, { listBySession }),
    listCalls: (sessionId) => part(sessionId, ':calls', toolCallRecordSchema),
    async ofMessages(messages) {
      const [first] = messages
      if (!first) return { runs: [], calls: [] }
      const ids = messages.map(({ id }) => id)
      const wrote = [...new Set(messages.flatMap(({ runId }) => runId ?? []))]
      const args = [first.sessionId, ids, wrote, messages.flatMap(callFieldsOf)]
      const [runs, calls] = await database.run(readOfMessages, args, twoListsReply)
      return {
        runs: readInOrder(runs, runSchema, readRow),
        calls: readInOrder(calls, toolCallRecordSchema, readRow),
      }
    },
    costOf: async (sessionId) => costOf(await part(sessionId, ':runs', runSchema)),
  }
}

function callFieldsOf({ id: messageId, parts }: Message): readonly string[] {
  return parts.flatMap((part) => (part.type === 'tool-call' ? [callField({ messageId, id: part.id })] : []))
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
export function callField({ messageId, id }: Pick<ToolCallRecord, 'messageId' | 'id'>): string {
  return `${messageId} ${JSON.stringify(id)}`
}
