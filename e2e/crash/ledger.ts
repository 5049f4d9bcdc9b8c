import type { RunId, SessionId } from '../../src/contract/id.ts'

/** A piece of an answer, with the moment, in milliseconds since 1970, at which it was sent or received. */
export interface Piece {
  readonly text: string
  readonly at: number
}

/** One answer of the provider within a turn. */
export interface Round {
  readonly pieces: Piece[]
}

/** What was asked of the app in one turn, and what it and the provider said. */
export interface Turn {
  readonly marker: string
  readonly text: string
  readonly sessionId: SessionId
  /** The life of the app in which it was asked. */
  readonly life: number
  /** Calls of each round; the last round has none. */
  readonly calls: readonly number[]
  readonly deltas: number
  readonly rounds: Round[]
  /** What the app told that it had received, and when it had. */
  readonly received: Piece[]
  /** Set once the app has answered that the turn is safe. */
  runId?: RunId
  /** The lives in which the provider was asked for this turn. */
  readonly askedIn: Set<number>
  /** What the provider was told a call had returned, by call id. */
  readonly results: Map<string, string>
  /** How much of the answers was there when the app was killed, for the inspections after it. */
  kept?: string
}

/** A change of a session that the app said was done, or was about to say. */
export interface Fate {
  readonly id: SessionId
  title?: { readonly wished: string; acknowledged: boolean }
  purge?: { acknowledged: boolean }
}

/** How old text is that is missing, in milliseconds: since the app had it, and since the provider had sent it. */
export interface LostMs {
  readonly received: number
  readonly sent: number
}

/** Everything that one profile owes: the other side of the bargain that an inspection checks. */
export interface Ledger {
  readonly turns: Turn[]
  readonly fates: Map<SessionId, Fate>
  /** What the provider found wrong with a request. */
  readonly complaints: string[]
  /** The life that goes on, from 1. */
  life: number
  /** The last life that said it was ready, by which time it had closed what was open. */
  readyLife: number
  /** Milliseconds since 1970. */
  killedAt: number
  /** How old missing text may be. */
  readonly mostLostMs: LostMs
}

/** The time as the app sees it too, in milliseconds since 1970. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}

export function createLedger(mostLostMs: LostMs): Ledger {
  return { turns: [], fates: new Map(), complaints: [], life: 0, readyLife: 0, killedAt: 0, mostLostMs }
}

/** The fate of a session, made when there is none. */
export function fateOf(ledger: Ledger, id: SessionId): Fate {
  const known = ledger.fates.get(id)
  if (known) return known
  const made: Fate = { id }
  ledger.fates.set(id, made)
  return made
}
