import { createLane, type Kill } from './crash-lane.ts'
import { worse } from './inspect.ts'
import type { LostMs } from './ledger.ts'
import { createRandom } from './random.ts'

export interface CrashRunOptions {
  readonly kills: number
  readonly seed: number
  /** How many profiles are killed at the same time. */
  readonly lanes: number
  readonly mostLostMs: LostMs
  readonly say: (line: string) => void
}

export interface CrashResult {
  readonly kills: number
  /** The first kill that broke a promise, whose profile is kept. */
  readonly broken: Kill | undefined
  readonly turns: number
  readonly lostMs: LostMs
}

type Mutable<Whole> = { -readonly [Key in keyof Whole]: Whole[Key] }

/** Kills the app again and again until the count is reached or a promise is broken. */
export async function runCrashes({
  kills,
  seed,
  lanes,
  mostLostMs,
  say,
}: CrashRunOptions): Promise<CrashResult> {
  const total: Mutable<CrashResult> = {
    kills: 0,
    turns: 0,
    lostMs: { received: 0, sent: 0 },
    broken: undefined,
  }
  const turnsOf = new Map<string, number>()
  let begun = 0
  const record = (kill: Kill) => {
    total.kills += 1
    turnsOf.set(kill.profile, kill.acknowledgedTurns)
    total.turns = [...turnsOf.values()].reduce((sum, turns) => sum + turns, 0)
    total.lostMs = worse(total.lostMs, kill.lostMs)
    if (kill.problems.length > 0) total.broken ??= kill
    if (total.kills % 50 === 0) say(lineOf(total))
  }
  const work = async (number: number) => {
    const lane = createLane(createRandom(seed + number), mostLostMs)
    let mine: Kill | undefined
    try {
      while (begun < kills && !total.broken) {
        begun += 1
        record((mine = await lane.kill()))
      }
    } finally {
      await lane.close(mine !== undefined && mine === total.broken)
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, number) => work(number)))
  return total
}

/** A result in one line. */
export function lineOf({ kills, turns, lostMs }: Omit<CrashResult, 'broken'>): string {
  const [received, sent] = [lostMs.received.toFixed(0), lostMs.sent.toFixed(0)]
  return `${kills} kills, ${turns} acknowledged turns; the oldest missing text was received ${received} ms, sent ${sent} ms before`
}
