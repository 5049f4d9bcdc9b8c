import { messageIdOf, providerIdOf, runIdOf, sessionIdOf } from '../../src/contract/id.ts'
import type { Run } from '../../src/contract/run.ts'
import type { RunEvent } from '../../src/contract/run-event.ts'
import { noUsage } from '../../src/contract/usage.ts'
import type { Store } from '../../src/main/core/ports/stores.ts'
import { showEveryMs } from '../../src/main/core/run/run-recorder.ts'
import { storeEveryMs } from '../../src/main/core/run/run-writer.ts'
import { openEmptyPair } from '../storage/bare.ts'
import { alternate, median, type Variant } from '../stats.ts'
import { row, type Row } from '../table.ts'

const chunks = 2000
const chunk = ' token'
const sessionId = sessionIdOf('s1')
const options = {
  providerId: providerIdOf('bench'),
  model: 'm',
  streaming: true,
  parallelTools: true,
  maxRounds: 5,
}

/**
 * E1: what it takes to store a chunk that streams in. The goal is set to the thread that streams and paints, against one bare
 * insert for each chunk there; what all threads take together stands beside it.
 */
export async function appendRows(): Promise<readonly Row[]> {
  const pair = await openEmptyPair()
  const { store, bare } = pair
  await store.sessions.create({
    id: sessionId,
    title: '',
    titledByUser: false,
    leafId: null,
    createdAt: 1,
    updatedAt: 1,
  })
  bare.exec('create table delta (id integer primary key, message integer, text text)')
  const insert = bare.prepare('insert into delta (message, text) values (1, ?)')
  let runs = 0
  const perChunk: Variant = {
    name: 'insert',
    run: async () => {
      for (let index = 0; index < chunks; index++) insert.run(chunk)
    },
  }
  const committed: Variant = { name: 'commit', run: () => stream(store, `r${++runs}`, 1000, 1) }
  const streamed = (perSecond: number): Variant => ({
    name: String(perSecond),
    run: () => stream(store, `r${++runs}`, perSecond),
  })
  const samples = await alternate([perChunk, committed, streamed(1000), streamed(50)], 15, 3, true)
  await pair.close()
  const cost = (name: string, whose: 'cpu' | 'own' = 'cpu') =>
    median((samples.get(name) ?? []).map((sample) => sample[whose])) / chunks
  const bareInsert = ['a bare insert per chunk', cost('insert'), 'µs/chunk'] as const
  const ownCommit = ['a commit per chunk', cost('commit'), 'µs/chunk'] as const
  const speeds = [
    ['1000', '1,000 chunks/s', 0.05],
    ['50', '50 chunks/s', 0.4],
  ] as const
  return speeds.flatMap(([name, what, goal]) => [
    row(`E1 ${what}, main thread`, 'Parley', cost(name, 'own'), ...bareInsert, goal),
    row(`E1 ${what}, all threads`, 'Parley', cost(name), ...ownCommit),
    row(`E1 ${what}, all threads`, 'Parley', cost(name), ...bareInsert),
  ])
}

/** What a run gives the store for that many chunks a second: one commit each 50 ms of what was shown each 16 ms. */
async function stream(store: Store, id: string, perSecond: number, everyMs = storeEveryMs): Promise<void> {
  const run: Run = {
    id: runIdOf(id),
    sessionId,
    userMessageId: messageIdOf('m1'),
    status: 'in_progress',
    options,
    createdAt: 1,
    usage: noUsage,
  }
  const perShow = Math.max(1, Math.round((perSecond * showEveryMs) / 1000))
  let seq = 0
  let stored = 0
  for (let elapsed = everyMs; stored < chunks; elapsed += everyMs) {
    const due = Math.min(chunks, Math.floor((perSecond * elapsed) / 1000))
    const events: RunEvent[] = []
    for (; stored < due;) {
      const count = Math.min(perShow, due - stored)
      stored += count
      const heading = { seq: ++seq, runId: run.id, sessionId, at: elapsed }
      events.push({ ...heading, type: 'text-delta', messageId: messageIdOf('a1'), text: chunk.repeat(count) })
    }
    await store.log.commit({ run, events, messages: [], calls: [], durable: false })
  }
}
