import { ParleyError } from '../core/errors.ts'
import type { Store } from '../core/ports/stores.ts'

/** Does a call on the engine that is in use. */
export type Through = <Result>(call: (store: Store) => Promise<Result>) => Promise<Result>

/** The ways to that engine, for what only reads and for what writes. */
export interface Ways {
  readonly read: Through
  readonly write: Through
  readonly current: () => Store
  readonly close: () => Promise<void>
}

/** A store whose every call goes one of the two ways. */
export function storeThrough({ read, write, current, close }: Ways): Store {
  return {
    get capabilities() {
      return current().capabilities
    },
    sessions: {
      create: (session) => write((store) => store.sessions.create(session)),
      get: (id) => read((store) => store.sessions.get(id)),
      list: (query) => read((store) => store.sessions.list(query)),
      update: (id, change) => write((store) => store.sessions.update(id, change)),
      replaceMarks: (id, since, marks) => write((store) => store.sessions.replaceMarks(id, since, marks)),
      purge: (id) => write((store) => store.sessions.purge(id)),
      expire: (before) => write((store) => store.sessions.expire(before)),
    },
    messages: {
      get: (id) => read((store) => store.messages.get(id)),
      path: (leafId, limit) => read((store) => store.messages.path(leafId, limit)),
      pathIds: (leafId) => read((store) => store.messages.pathIds(leafId)),
      newestLeaf: (id) => read((store) => store.messages.newestLeaf(id)),
      branches: (messages) => read((store) => store.messages.branches(messages)),
    },
    runs: {
      get: (id) => read((store) => store.runs.get(id)),
      claimOpen: () => write((store) => store.runs.claimOpen()),
      listBySession: (id) => read((store) => store.runs.listBySession(id)),
      listCalls: (id) => read((store) => store.runs.listCalls(id)),
      ofMessages: (messages) => read((store) => store.runs.ofMessages(messages)),
      costOf: (id) => read((store) => store.runs.costOf(id)),
      usageBySession: (query) => read((store) => store.runs.usageBySession(query)),
    },
    log: {
      commit: (commit, onRefused) => write((store) => store.log.commit(commit, onRefused)),
      read: (runId, afterSeq) => read((store) => store.log.read(runId, afterSeq)),
    },
    transfer: {
      read: (id) => read((store) => store.transfer.read(id)),
      count: () => read((store) => store.transfer.count()),
      readAll: () => current().transfer.readAll(),
      write: (bundle) => write((store) => store.transfer.write(bundle)),
    },
    search: { search: (query) => read((store) => store.search.search(query)) },
    attachments: {
      put: (hash, content) => write((store) => store.attachments.put(hash, content)),
      get: (hash) => read((store) => store.attachments.get(hash)),
      putMade: (hash, name, made) => write((store) => store.attachments.putMade(hash, name, made)),
      getMade: (hash, name) => read((store) => store.attachments.getMade(hash, name)),
      touch: (hashes) => write((store) => store.attachments.touch(hashes)),
      sweep: (unusedForMs) => write((store) => store.attachments.sweep(unusedForMs)),
    },
    // Neither repeated nor held: a copy that was begun has its file already.
    async copyInto(path) {
      const store = current()
      if (store.copyInto) return store.copyInto(path)
      throw new ParleyError('storage-failed', { params: { detail: 'this engine is not copied' } })
    },
    close,
  }
}
