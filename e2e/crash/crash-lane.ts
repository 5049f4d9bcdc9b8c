import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startWireServer } from '../wire/server.ts'
import { talkTo } from './acts.ts'
import { connectClient } from './client.ts'
import { inspect, type Inspection } from './inspect.ts'
import { createLedger, now, type Ledger, type LostMs } from './ledger.ts'
import { startLife, type Life } from './life.ts'
import { makeOldProfile } from './old-profile.ts'
import { createCrashProvider, keyOfLife, type CrashProvider } from './provider.ts'
import type { Random } from './random.ts'

/** What the app was doing when it was killed. */
const moments = ['start', 'save', 'stream', 'stream', 'tools'] as const
export type Moment = (typeof moments)[number]

/** A profile dies this many times before a new one is begun, so that no inspection takes long. */
const killsOfProfile = 40
/** The first deaths of a profile are during its migration. */
const killsOfMigration = 4

export interface Kill extends Inspection {
  readonly moment: Moment
  readonly profile: string
  readonly acknowledgedTurns: number
}

/** One profile that lives through kill after kill, with its own provider. */
export interface Lane {
  /** Kills at a random moment, or as soon as the app has done enough. */
  kill(hasDoneEnough?: () => boolean): Promise<Kill>
  /** What the profile owes and where its database is. */
  state(): { readonly ledger: Ledger; readonly path: string }
  /** Removes the profile unless `keep`. */
  close(keep: boolean): Promise<void>
}

interface Profile {
  readonly folder: string
  readonly path: string
  readonly ledger: Ledger
  readonly provider: CrashProvider
  readonly wire: Awaited<ReturnType<typeof startWireServer>>
  kills: number
}

export function createLane(random: Random, mostLostMs: LostMs): Lane {
  let profile: Profile | undefined
  const close = async (keep: boolean) => {
    await profile?.wire.close()
    if (profile && !keep) rmSync(profile.folder, { recursive: true, force: true })
    profile = undefined
  }
  return {
    close,
    state() {
      if (!profile) throw new Error('nothing has been killed yet')
      return profile
    },
    async kill(hasDoneEnough) {
      if (profile && profile.kills >= killsOfProfile) await close(false)
      profile ??= await newProfile(random, mostLostMs)
      const isMigrating = profile.kills++ < killsOfMigration
      const moment = hasDoneEnough ?? (isMigrating ? 'start' : random.pick(moments))
      await live(profile, moment, random)
      const acknowledgedTurns = profile.ledger.turns.filter(({ runId }) => runId !== undefined).length
      const inspection = inspect(profile.path, profile.ledger)
      const reported = typeof moment === 'function' ? 'tools' : moment
      return { ...inspection, moment: reported, profile: profile.folder, acknowledgedTurns }
    },
  }
}

async function newProfile(random: Random, mostLostMs: LostMs): Promise<Profile> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-crash-'))
  const ledger = createLedger(mostLostMs)
  const provider = createCrashProvider(ledger, random)
  const wire = await startWireServer(provider.brain)
  return { folder, path: makeOldProfile(folder), ledger, provider, wire, kills: 0 }
}

async function live(
  { folder, ledger, provider, wire }: Profile,
  moment: Moment | (() => boolean),
  random: Random,
) {
  const number = ++ledger.life
  const life = startLife(folder, wire.url, keyOfLife(number))
  life.ready.then(
    () => (ledger.readyLife = number),
    () => undefined,
  )
  if (moment === 'start') await pause(random.below(400))
  else {
    const callsAsked = new Promise<void>((resolve) => (provider.onCalls = resolve))
    talkTo(await connectClient(await readyAddress(life)), ledger, random)
    if (typeof moment === 'function') while (!moment()) await pause(5)
    else await momentOf(moment, callsAsked, random)
  }
  ledger.killedAt = now()
  await life.kill()
}

async function readyAddress(life: Life): Promise<string> {
  try {
    return await life.ready
  } catch (error) {
    throw new Error(`the app did not start:\n${life.output()}`, { cause: error })
  }
}

async function momentOf(moment: Exclude<Moment, 'start'>, callsAsked: Promise<void>, random: Random) {
  if (moment === 'save') return pause(random.below(25))
  if (moment === 'stream') return pause(20 + random.below(400))
  await Promise.race([callsAsked, pause(1000)])
  return pause(random.below(15))
}
