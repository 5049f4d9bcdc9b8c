import { z } from 'zod'
import { runEventSchema } from '../../../contract/run-event.ts'
import { isEnded, runSchema } from '../../../contract/run.ts'
import type { SessionBundle } from '../../../contract/session-bundle.ts'
import { toolCallRecordSchema } from '../../../contract/tool.ts'
import type { SessionTransfer } from '../../core/ports/stores.ts'
import type { ReadRow } from '../stored-row.ts'
import { refuseBroken } from './bundle-check.ts'
import { flagReply, rows, rowsReply, type Argument, type Database } from './database.ts'
import { readSession as readWhole, writeSession } from './lua/transfer-scripts.ts'
import { cellsOf, parseMessage } from './message-table.ts'
import { inOrder, readNumbered } from './numbered-row.ts'
import { callField, readInOrder } from './run-table.ts'
import { fieldsOf, readSession } from './session-table.ts'

const runReply = z.tuple([z.string(), rowsReply])
const bundleReply = z.tuple([rowsReply, rowsReply, rowsReply, z.array(runReply)])

/** Whole sessions, each in one script. */
export function createTransfer(database: Database, readRow: ReadRow): SessionTransfer {
  return {
    async read(id) {
      const whole = await database.run(readWhole, [id], bundleReply.nullable())
      return whole ? bundleOf(whole, readRow) : undefined
    },
    async write(bundle) {
      refuseBroken(bundle)
      return database.run(writeSession, argumentsOf(bundle), flagReply)
    },
  }
}

function bundleOf(whole: z.infer<typeof bundleReply>, readRow: ReadRow): SessionBundle {
  const [fields, messages, calls, runs] = whole
  const inTurn = runs.toSorted(([one], [other]) => readNumbered(one).number - readNumbered(other).number)
  return {
    session: readSession(fields, readRow),
    messages: inOrder(messages, 1).map((json) => parseMessage(json, readRow)),
    runs: readInOrder(
      inTurn.map(([row]) => row),
      runSchema,
      readRow,
    ),
    calls: readInOrder(calls, toolCallRecordSchema, readRow),
    events: inTurn.flatMap(([, events]) =>
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
