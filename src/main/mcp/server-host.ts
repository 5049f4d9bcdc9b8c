import type { Clock } from '../core/ports/clock.ts'
import type { Log } from '../core/ports/log.ts'

/** How long a server may take until it has said what tools it has; `npx` may have to fetch it first. */
export const startMs = 60_000

export type Environment = Readonly<Record<string, string | undefined>>

/** What servers need of the surroundings. */
export interface ServerHost {
  readonly clock: Clock
  readonly log: Log
  readonly random: () => number
  /** How long a server that let a call run out of time may take to say that it lives. */
  readonly pingMs: number
  readonly platform: NodeJS.Platform
  /** Parley's own variables, of which a server sees a short list. */
  readonly env: Environment
  /** Where commands are looked for, as the user's own shell does. */
  readonly commandPath: () => Promise<string>
  /** A folder for notes about processes that run, so that the next start can end those that were left. */
  readonly processFolder: string
  readonly fetch: typeof fetch
  readonly version: string
}
