import { setImmediate } from 'node:timers/promises'
import { isId, type MessageId, type SessionId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { ToolCallRecord } from '../../../contract/tool.ts'
import type { RunsOfMessages, SessionPage, SessionQuery } from '../../core/ports/stores.ts'
import { readMessagePage } from './message-page.ts'
import type { Listed, Stretch } from './protocol.ts'
import { readSessionPage } from './session-page.ts'
import type { WorkerClient } from './worker-client.ts'

type Client = Pick<WorkerClient, 'call'>

/** How many rows of something long come in one answer of the worker. */
const rowsAtOnce = 100

// A page comes as a text, read quickly, and only what is no path or not whole is asked for again: row by row, through the
// contract, with a failure that names the row.

// Where one page is asked for behind the other, the answer to the next one is often there before Node looks at anything else:
// whoever reads many pages goes to the end of the queue between two of them.

/** A page of a shelf. Throws `storage-corrupt`. */
export async function listSessions(client: Client, query: SessionQuery): Promise<SessionPage> {
  const page = await client.call('listSessionsText', query)
  return readSessionPage(page, query.limit) ?? client.call('listSessions', query)
}

/** The last `limit` messages of a path. Throws `storage-corrupt`. */
export async function endOfPath(
  client: Client,
  leafId: MessageId,
  limit: number,
): Promise<readonly Message[]> {
  const page = await client.call('readNewestText', { leafId, limit })
  return readMessagePage(page, limit) ?? client.call('readPath', { leafId, limit })
}

/**
 * A whole path. It is put together on this thread, which thousands of messages at once would hold up. A message never
 * changes its parent, so the pages fit whatever is written meanwhile. Throws `storage-corrupt`.
 */
export async function wholePath(client: Client, leafId: MessageId): Promise<readonly Message[]> {
  const pages: (readonly Message[])[] = []
  for (let next: MessageId | null = leafId; next !== null;) {
    const page: readonly Message[] = await endOfPath(client, next, rowsAtOnce)
    pages.push(page)
    next = page[0]?.parentId ?? null
    if (next !== null) await setImmediate()
  }
  return pages.toReversed().flat()
}

/** The ids of a whole path. Throws `storage-corrupt`. */
export async function pathIds(client: Client, leafId: MessageId): Promise<readonly MessageId[]> {
  const ids: unknown = JSON.parse(await client.call('readPathIds', leafId))
  if (Array.isArray(ids) && ids.every((id): id is MessageId => isId(id))) return ids
  return (await wholePath(client, leafId)).map(({ id }) => id)
}

/** Ends what is over, and purges one by one what was put into the trash before that time. Gives the ids of both. */
export async function expireSessions(
  client: Client,
  purgeBefore: number | undefined,
): Promise<readonly SessionId[]> {
  const gone = [...(await client.call('endSessions', undefined))]
  if (purgeBefore === undefined) return gone
  for (;;) {
    const id = await client.call('purgeNext', purgeBefore)
    if (id === undefined) return gone
    gone.push(id)
  }
}

/** The runs and calls of some messages of one session. Throws `storage-corrupt`. */
export async function runsOfMessages(client: Client, messages: readonly Message[]): Promise<RunsOfMessages> {
  const [first] = messages
  if (!first) return { runs: [], calls: [] }
  return client.call('readOfMessages', {
    sessionId: first.sessionId,
    messageIds: messages.map(({ id }) => id),
    runIds: [...new Set(messages.flatMap(({ runId }) => runId ?? []))],
  })
}

/** All runs of a session, in their order. Throws `storage-corrupt`. */
export function listRuns(client: Client, id: SessionId): Promise<readonly Run[]> {
  return everyRow(client, id, (stretch) => client.call('listRuns', stretch))
}

/** All calls of a session, in their order. Throws `storage-corrupt`. */
export function listCalls(client: Client, id: SessionId): Promise<readonly ToolCallRecord[]> {
  return everyRow(client, id, (stretch) => client.call('listCalls', stretch))
}

async function everyRow<Row>(
  client: Client,
  id: SessionId,
  ask: (stretch: Stretch) => Promise<Listed<Row>>,
): Promise<readonly Row[]> {
  const key = await client.call('keyOfSession', id)
  if (key === undefined) return []
  const lists: (readonly Row[])[] = []
  for (let after: number | undefined = 0; after !== undefined;) {
    const list: Listed<Row> = await ask({ key, after, limit: rowsAtOnce })
    lists.push(list.rows)
    after = list.last
    if (after !== undefined) await setImmediate()
  }
  return lists.flat()
}
