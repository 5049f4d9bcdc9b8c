import { z } from 'zod'
import { runEventSchema } from '../../../contract/run-event.ts'
import { isEnded, runSchema } from '../../../contract/run.ts'
import type { SessionBundle } from '../../../contract/session-bundle.ts'
import { toolCallRecordSchema } from '../../../contract/tool.ts'
import type { SessionTransfer } from '../../core/ports/stores.ts'
import type { ReadRow } from '../stored-row.ts'
import { refuseBroken } from './bundle-check.ts'
import { flagReply, rows, rowsReply, type Argument, type Database } from './database.ts'
import { countSessions, listNumbers, readNamed, readNumber, writeSession } from './lua/transfer-scripts.ts'
import type { Script } from './lua/script.ts'
import { cellsOf, parseMessage } from './message-table.ts'
import { inOrder, readNumbered } from './numbered-row.ts'
import { callField, readInOrder } from './run-table.ts'
import { fieldsOf, readSession } from './session-table.ts'

const runReply = z.tuple([z.string(), rowsReply])
const bundleReply = z.tuple([rowsReply, rowsReply, rowsReply, z.array(runReply)])

/** Whole sessions, each in one script. */
export function createTransfer(database: Database, readRow: ReadRow): SessionTransfer {
  const read = async (script: Script, name: string) => {
    const whole = await database.run(script, [name], bundleReply.nullable())
    return whole ? bundleOf(whole, readRow) : undefined
  }
  return {
    read: (id) => read(readNamed, id),
    count: () => database.run(countSessions, [], z.number()),
    async *readAll() {
      const places = await database.run(listNumbers, [], rowsReply)
      for (const [number] of places.map(placeOf).toSorted(inTurn)) {
        const bundle = await read(readNumber, number)
        if (bundle) yield bundle
      }
    },
    async write(bundle) {
      refuseBroken(bundle)
      return database.run(writeSession, argumentsOf(bundle), flagReply)
    },
  }
}

const placeReply = z.tuple([z.string(), z.number(), z.string(), z.number()])
type Place = z.infer<typeof placeReply>

function placeOf(json: string): Place {
  return placeReply.parse(JSON.parse(json))
}

function inTurn([, created, id, deleted]: Place, [, otherCreated, otherId, otherDeleted]: Place): number {
  return created - otherCreated || (id < otherId ? -1 : Number(id > otherId)) || deleted - otherDeleted
}

function bundleOf(whole: z.infer<typeof bundleReply>, readRow: ReadRow): SessionBundle {
  const [fields, messages, calls, runs] = whole
  const sorted = runs.toSorted(([one], [other]) => readNumbered(one).number - readNumbered(other).number)
  const session = readSession(fields, readRow)
  return {
    session,
    messages: inOrder(messages, 1).map((json) =>
      parseMessage(json, readRow, `a message of session ${session.id}`),
    ),
    runs: readInOrder(
      sorted.map(([row]) => row),
      runSchema,
      readRow,
    ),
    calls: readInOrder(calls, toolCallRecordSchema, readRow),
    events: sorted.flatMap(([, events]) =>
      events.map((event) => readRow(runEventSchema, 'an event', () => JSON.parse(event))),
    ),
  }
}

function argumentsOf({ session, messages, runs, calls, events }: SessionBundle): readonly Argument[] {
  const journal = Map.groupBy(events, ({ runId }) => runId)
  const linesOf = (id: (typeof runs)[number]['id']) =>
    (journal.get(id) ?? []).map((event) => JSON.stringify(event)).join('\n')
  return [
    session.deletedAt === undefined ? session.id : '',
    fieldsOf(session),
    ...rows(runs.map((run) => [run.id, JSON.stringify(run), Number(isEnded(run.status)), linesOf(run.id)])),
    ...rows(messages.map(cellsOf)),
    ...rows(calls.map((call) => [callField(call), JSON.stringify(call)])),
  ]
}
