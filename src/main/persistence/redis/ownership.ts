import { randomUUID } from 'node:crypto'
import type { Connection } from './connection.ts'
import { flagReply, rowsReply, type Database } from './database.ts'
import { claimRuns, releaseRuns } from './lua/ownership-scripts.ts'
import { isRunning, markOfThisProcess, type ProcessMark } from './process-mark.ts'

/** Which runs belong to which opened store. An owner is `<instance> <pid> <start> <machine>`. */
export interface Ownership {
  /** This store's name as an owner. */
  readonly owner: string
  /** Takes what is its own and what nobody works on any more. Gives the rows of these runs. */
  claim(): Promise<readonly string[]>
  /** Ends the heartbeat; the next one is not sent. */
  stop(): void
  /** Leaves its runs to the others. */
  release(): Promise<void>
}

export interface OwnershipOptions {
  readonly connection: Connection
  readonly database: Database
  readonly prefix: string
}

const beatEveryMs = 5000
/** After so long without a beat a store that cannot be looked at from here counts as ended. */
const beatHoldsMs = 15_000

/** Begins the heartbeat of a new instance. */
export async function createOwnership({
  connection,
  database,
  prefix,
}: OwnershipOptions): Promise<Ownership> {
  const here = await markOfThisProcess()
  const instance = randomUUID()
  const owner = `${instance} ${here.pid} ${here.started} ${here.machine}`
  const beat = () => connection.send(['SET', `${prefix}alive:${instance}`, owner, 'PX', String(beatHoldsMs)])
  // A beat that is lost is made up for by the next one, and at the latest when the connection is back.
  const tryBeat = () => void beat().catch(() => undefined)

  await beat()
  const timer = setInterval(tryBeat, beatEveryMs).unref()
  connection.onReturn(tryBeat)
  return {
    owner,
    async claim() {
      const open = await connection.send(['HVALS', `${prefix}open`])
      const { ended, running } = await verdicts(rowsReply.parse(open), here)
      return database.run(claimRuns, [owner, ended, running], rowsReply)
    },
    stop: () => clearInterval(timer),
    release: async () => void (await database.run(releaseRuns, [owner], flagReply)),
  }
}

/** Of the owners that run on this machine: which have ended, and which go on though their heart may have missed beats. */
async function verdicts(owners: readonly string[], here: ProcessMark) {
  const ended: string[] = []
  const running: string[] = []
  for (const owner of new Set(owners)) {
    const verdict = await isRunning(markOf(owner), here)
    if (verdict === false) ended.push(owner)
    if (verdict === true) running.push(owner)
  }
  return { ended, running }
}

function markOf(owner: string): ProcessMark {
  const [, pid = '', started = '-', machine = ''] = owner.split(' ')
  return { machine, pid: Number(pid), started }
}
