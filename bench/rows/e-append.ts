import { messageIdOf, runIdOf, sessionIdOf } from '../../src/contract/id.ts'
import type { Run } from '../../src/contract/run.ts'
import type { RunEvent } from '../../src/contract/run-event.ts'
import { noUsage } from '../../src/contract/usage.ts'
import type { Store } from '../../src/main/core/ports/stores.ts'
import { showEveryMs } from '../../src/main/core/run/show-pace.ts'
import { storeEveryMs } from '../../src/main/core/run/run-writer.ts'
import { openEmptyPair } from '../storage/bare.ts'
import { startEcho } from '../echo-thread.ts'
import { alternate, median, type Sample, type Variant } from '../stats.ts'
import { row, type Row } from '../table.ts'
import { benchOptions } from '../parley.ts'

/** In one sample: single inserts, and commits of what comes in 50 ms. */
const chunks = 2000
const commits = 800
const chunk = ' token'
const sessionId = sessionIdOf('s1')
const messageId = messageIdOf('a1')
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
  const thread = startEcho()
  const perChunk: Variant = {
    name: 'insert',
    run: async () => {
      for (let index = 0; index < chunks; index++) insert.run(chunk)
    },
  }
  const hop: Variant = {
    name: 'hop',
    run: async () => {
      for (let index = 0; index < commits; index++) await thread.ask('x'.repeat(300))
    },
  }
  const committed: Variant = { name: 'commit', run: () => stream(store, `r${++runs}`, 1000, 1) }
  const streamed = (perSecond: number): Variant => ({
    name: String(perSecond),
    run: () => stream(store, `r${++runs}`, perSecond),
  })
  const variants = [perChunk, hop, committed, streamed(1000), streamed(50)]
  const samples = await alternate(variants, 15, 3, true)
  await Promise.all([pair.close(), thread.end()])
  return rowsOf(samples)
}

function rowsOf(samples: ReadonlyMap<string, readonly Sample[]>): readonly Row[] {
  const cost = (name: string, whose: 'cpu' | 'own', count: number) =>
    median((samples.get(name) ?? []).map((sample) => sample[whose])) / count
  const bareInsert = ['a bare insert per chunk', cost('insert', 'own', chunks), 'µs/chunk'] as const
  const ownCommit = ['a commit per chunk', cost('commit', 'cpu', commits), 'µs/chunk'] as const
  const goals = [
    [1000, 0.05],
    [50, 0.4],
  ] as const
  return goals.flatMap(([perSecond, goal]) => {
    const perCommit = (perSecond * storeEveryMs) / 1000
    const ours = (whose: 'cpu' | 'own') => cost(String(perSecond), whose, commits * perCommit)
    const bareHop = ['a bare message to a thread and back', cost('hop', 'own', commits) / perCommit] as const
    return [
      row(`E1 ${perSecond} chunks/s, main thread`, 'Parley', ours('own'), ...bareInsert, goal),
      row(`E1 ${perSecond} chunks/s, main thread`, 'Parley', ours('own'), ...bareHop, 'µs/chunk'),
      row(`E1 ${perSecond} chunks/s, all threads`, 'Parley', ours('cpu'), ...ownCommit),
      row(`E1 ${perSecond} chunks/s, all threads`, 'Parley', ours('cpu'), ...bareInsert),
    ]
  })
}

/** What a run gives the store for that many chunks a second: one commit each 50 ms of what was shown each 16 ms. */
async function stream(store: Store, id: string, perSecond: number, everyMs = storeEveryMs): Promise<void> {
  const run: Run = {
    id: runIdOf(id),
    sessionId,
    userMessageId: messageIdOf('m1'),
    status: 'in_progress',
    options: benchOptions,
    createdAt: 1,
    usage: noUsage,
  }
  const perShow = Math.max(1, Math.round((perSecond * showEveryMs) / 1000))
  // In one piece, as a text is that was shown before it is stored, and not a rope of sixteen.
  const shown = Buffer.from(chunk.repeat(perShow)).toString()
  let seq = 0
  let stored = 0
  for (let commit = 1; commit <= commits; commit++) {
    const at = commit * everyMs
    const due = Math.floor((perSecond * at) / 1000)
    const events: RunEvent[] = []
    for (; stored < due;) {
      const count = Math.min(perShow, due - stored)
      stored += count
      const heading = { seq: ++seq, runId: run.id, sessionId, at }
      events.push({ ...heading, type: 'text-delta', messageId, text: shown.slice(0, count * chunk.length) })
    }
    await store.log.commit({ run, events, messages: [], calls: [], durable: false })
  }
  // Pieces of text are handed over and nobody waits for them; the next sample does.
  await store.runs.get(run.id)
}
