import { isEnded, type Run } from '../../../../contract/run.ts'
import type { SessionBundle } from '../../../../contract/session-bundle.ts'
import type { RunCommit } from '../../ports/stores.ts'
import { closingCommit } from '../../run/recovery.ts'

/** A session has one open run; more than one process may have left some behind. */
const mostOpen = 16
const mostMessages = 10_000

/**
 * The same bundle with its open runs ended as interrupted, as the next start would end them. It is done here, where
 * the outcome can be checked, because the journal of such a run may have been written to harm that start. Undefined
 * when there is more to close than a session can have, which would take for ever.
 */
export function withClosedRuns(bundle: SessionBundle, at: number): SessionBundle | undefined {
  const open = bundle.runs.filter(({ status }) => !isEnded(status))
  const messages = bundle.events.filter(({ type }) => type === 'message-created')
  if (open.length > mostOpen || (open.length > 0 && messages.length > mostMessages)) return undefined
  return open.reduce((whole, run) => withCommit(whole, run, at), bundle)
}

function withCommit(bundle: SessionBundle, { id }: Run, at: number): SessionBundle {
  const run = bundle.runs.find((each) => each.id === id)
  if (!run) return bundle
  const journals = Map.groupBy(bundle.events, ({ runId }) => runId)
  const journal = journals.get(id) ?? []
  const commit = closingCommit(run, journal, at)
  journals.set(id, [...journal, ...commit.events])
  return {
    session: { ...bundle.session, ...tipOf(commit) },
    messages: replaced(bundle.messages, commit.messages, (message) => message.id),
    runs: replaced(bundle.runs, [commit.run], (each) => each.id),
    calls: replaced(bundle.calls, commit.calls, (call) => `${call.messageId}/${call.id}`),
    events: bundle.runs.flatMap((each) => journals.get(each.id) ?? []),
  }
}

function tipOf({ session }: RunCommit): Partial<SessionBundle['session']> {
  return session ? { leafId: session.leafId, updatedAt: session.updatedAt } : {}
}

/** New items stand in the place of old ones with their key, or at the end. */
function replaced<Item>(
  items: readonly Item[],
  changes: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Item[] {
  const byKey = new Map(items.map((item) => [keyOf(item), item]))
  for (const change of changes) byKey.set(keyOf(change), change)
  return [...byKey.values()]
}
