import type { MessageId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { SessionPage, SessionQuery } from '../../core/ports/stores.ts'
import { readMessagePage } from './message-page.ts'
import { readSessionPage } from './session-page.ts'
import type { WorkerClient } from './worker-client.ts'

type Client = Pick<WorkerClient, 'call'>

/** How many messages of a long path come in one answer of the worker. */
const messagesAtOnce = 100

// A page comes as a text, read quickly, and only what is no path or not whole is asked for again: row by row, through the
// contract, with a failure that names the row.

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
    const page: readonly Message[] = await endOfPath(client, next, messagesAtOnce)
    pages.push(page)
    next = page[0]?.parentId ?? null
  }
  return pages.toReversed().flat()
}
