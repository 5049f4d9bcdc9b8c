import type { AttachmentStore } from '../../core/ports/attachment-store.ts'
import type { Store } from '../../core/ports/stores.ts'
import type { Calls } from './calls.ts'
import type { Flush } from './flush.ts'

/** The stores as the tables make them: they neither know that a store can be closed nor wait for a disk. */
export type StoreParts = Omit<Store, 'capabilities' | 'close'>

/** Lets every call end before `close` does, and what must be on the disk resolve when it is. */
export function storeOf(
  parts: StoreParts,
  calls: Calls,
  flush: Flush,
): StoreParts & Pick<Store, 'capabilities'> {
  const { sessions, messages, runs, log, transfer, search, attachments } = parts
  const begin = <Result>(call: () => Promise<Result>) => calls.begin(call)
  const written = <Result>(write: () => Promise<Result>) =>
    begin(async () => {
      const result = await write()
      await flush()
      return result
    })
  return {
    capabilities: { durable: true, shared: true, search: 'scan', keepsExpired: false, backups: false },
    sessions: {
      create: (session) => written(() => sessions.create(session)),
      get: (id) => begin(() => sessions.get(id)),
      list: (query) => begin(() => sessions.list(query)),
      update: (id, change) => written(() => sessions.update(id, change)),
      replaceMarks: (id, since, marks) => written(() => sessions.replaceMarks(id, since, marks)),
      purge: (id) => written(() => sessions.purge(id)),
      expire: (purgeBefore) => written(() => sessions.expire(purgeBefore)),
    },
    messages: {
      get: (id) => begin(() => messages.get(id)),
      path: (leafId, limit) => begin(() => messages.path(leafId, limit)),
      pathIds: (leafId) => begin(() => messages.pathIds(leafId)),
      newestLeaf: (id) => begin(() => messages.newestLeaf(id)),
      branches: (of) => begin(() => messages.branches(of)),
    },
    runs: {
      get: (id) => begin(() => runs.get(id)),
      claimOpen: () => begin(() => runs.claimOpen()),
      listBySession: (sessionId) => begin(() => runs.listBySession(sessionId)),
      listCalls: (sessionId) => begin(() => runs.listCalls(sessionId)),
      ofMessages: (asked) => begin(() => runs.ofMessages(asked)),
      costOf: (sessionId) => begin(() => runs.costOf(sessionId)),
      usageBySession: (query) => begin(() => runs.usageBySession(query)),
    },
    log: {
      commit: (commit) =>
        commit.durable ? written(() => log.commit(commit)) : begin(() => log.commit(commit)),
      read: (runId, afterSeq) => begin(() => log.read(runId, afterSeq)),
    },
    transfer: {
      read: (id) => begin(() => transfer.read(id)),
      count: () => begin(() => transfer.count()),
      readAll: () => stepwise(transfer.readAll(), begin),
      write: (bundle) => written(() => transfer.write(bundle)),
    },
    search: { search: (query) => begin(() => search.search(query)) },
    attachments: attachmentsOf(attachments, { begin, written }),
  }
}

interface Ways {
  readonly begin: <Result>(call: () => Promise<Result>) => Promise<Result>
  readonly written: <Result>(write: () => Promise<Result>) => Promise<Result>
}

function attachmentsOf(table: AttachmentStore, { begin, written }: Ways): AttachmentStore {
  return {
    put: (hash, content) => written(() => table.put(hash, content)),
    get: (hash) => begin(() => table.get(hash)),
    putMade: (hash, name, made) => written(() => table.putMade(hash, name, made)),
    getMade: (hash, name) => begin(() => table.getMade(hash, name)),
    touch: (hashes) => begin(() => table.touch(hashes)),
    sweep: (unusedForMs) => begin(() => table.sweep(unusedForMs)),
  }
}

// Whoever reads may take his time between two steps, for which `close` shall not wait.
async function* stepwise<Item>(items: AsyncIterable<Item>, begin: Calls['begin']): AsyncIterable<Item> {
  const steps = items[Symbol.asyncIterator]()
  for (;;) {
    const step = await begin(() => steps.next())
    if (step.done) return
    yield step.value
  }
}
