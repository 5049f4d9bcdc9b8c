import type { z } from 'zod'
import { messageSchema } from '../../../../contract/message.ts'
import { runEventSchema } from '../../../../contract/run-event.ts'
import { runSchema } from '../../../../contract/run.ts'
import { sessionSchema } from '../../../../contract/session.ts'
import { toolCallRecordSchema } from '../../../../contract/tool.ts'
import { messageContentOf } from '../message-table.ts'
import { migrations } from '../migrations.ts'
import { columnsOf } from '../rescue/schema-check.ts'
import { runContentOf } from '../run-table.ts'
import { contentOf as sessionContentOf } from '../session-row.ts'
import type { StoredRecord } from './cells.ts'
import type { Value } from './record.ts'

export type FoundKind = 'session' | 'message' | 'run' | 'call' | 'event'

/** A row that is what the contract says. */
export interface FoundRow {
  readonly kind: FoundKind
  /** Unique among those of its kind. */
  readonly id: string
  /** The key of the session that it belongs to; of an event the run. */
  readonly owner: string
  /** The order in which such rows were stored; null when it is not known. */
  readonly position: number | null
  readonly content: unknown
}

type Row = Readonly<Record<string, Value>>

interface TableShape {
  readonly kind: FoundKind
  readonly table: string
  readonly tree: StoredRecord['tree']
  readonly schema: z.ZodType
  readonly content: (row: Row) => unknown
  readonly identity: (row: Row, rowid: number | null) => Pick<FoundRow, 'id' | 'owner' | 'position'>
}

const json = (value: Value | undefined): unknown => JSON.parse(String(value))
const words = (value: Value | undefined): string => (typeof value === 'string' ? value : '')
const place = (value: Value | undefined): number | null => (typeof value === 'number' ? value : null)
// Format 1 had no keys: rows referred to the id of their session.
const ownerOf = (row: Row): string => words(row['session_key'] ?? row['session_id'])

// A row is tried as one of each table in turn: its columns, and then the contract, tell which it is.
const shapes: readonly TableShape[] = [
  {
    kind: 'session',
    table: 'sessions',
    tree: 'table',
    schema: sessionSchema,
    content: (row) => sessionContentOf(asRow({ ...row, id: row['id'] ?? row['key'] ?? null })),
    identity: (row) => {
      const key = words(row['key'] ?? row['id'])
      return { id: key, owner: key, position: null }
    },
  },
  {
    kind: 'message',
    table: 'messages',
    tree: 'table',
    schema: messageSchema,
    content: (row) => messageContentOf(asRow({ ...row, session_id: ownerOf(row) })),
    identity: (row, rowid) => ({
      id: words(row['id']),
      owner: ownerOf(row),
      position: place(row['position']) ?? rowid,
    }),
  },
  {
    kind: 'run',
    table: 'runs',
    tree: 'table',
    schema: runSchema,
    content: (row) => runContentOf(asRow({ ...row, session_id: ownerOf(row) })),
    identity: (row, rowid) => ({ id: words(row['id']), owner: ownerOf(row), position: rowid }),
  },
  {
    kind: 'call',
    table: 'tool_calls',
    tree: 'table',
    schema: toolCallRecordSchema,
    content: (row) => json(row['record']),
    identity: (row, rowid) => ({
      id: callIdentity(words(row['message_id']), words(row['call_id'])),
      owner: ownerOf(row),
      position: rowid,
    }),
  },
  {
    kind: 'event',
    table: 'run_events',
    tree: 'index',
    schema: runEventSchema,
    content: (row) => json(row['event']),
    identity: (row) => ({
      id: JSON.stringify([row['run_id'], row['seq']]),
      owner: words(row['run_id']),
      position: place(row['seq']),
    }),
  },
]

/**
 * Makes the function that says what a record is: `foreign` when it is none of ours, `invalid` when it has the look of one
 * and says nothing that can be used.
 */
export function createRowFinder(version: number): (record: StoredRecord) => FoundRow | 'foreign' | 'invalid' {
  const newest = migrations.at(-1)?.version ?? 0
  const tables = shapes.map((shape) => ({
    shape,
    columns: columnsOf(version, shape.table),
    nothing: Object.fromEntries(columnsOf(newest, shape.table).map((name) => [name, null])),
  }))
  return ({ tree, rowid, values }) => {
    for (const { shape, columns, nothing } of tables) {
      if (shape.tree !== tree || values.length > columns.length || values.length < 4) continue
      const named = Object.fromEntries(columns.map((name, index) => [name, values[index] ?? null]))
      const row: Row = { ...nothing, ...named }
      const content = contentOf(shape, row)
      const identity = shape.identity(row, rowid)
      if (content !== undefined && identity.owner !== '') return { kind: shape.kind, content, ...identity }
    }
    // Entries of indexes may have as many columns as events.
    const isOurs =
      tree === 'table' &&
      tables.some(({ shape, columns }) => shape.tree === tree && columns.length === values.length)
    return isOurs ? 'invalid' : 'foreign'
  }
}

/** A call's identity: its id alone is unique within one message. */
export function callIdentity(messageId: string, callId: string): string {
  return JSON.stringify([messageId, callId])
}

function contentOf({ schema, content }: TableShape, row: Row): unknown {
  try {
    const parsed = schema.safeParse(content(row))
    return parsed.success ? parsed.data : undefined
  } catch {
    // A column that should hold JSON holds something else.
    return undefined
  }
}

// The contract's schema checks what comes of it.
function asRow(row: Row): never {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return row as never
}
