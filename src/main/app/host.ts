import type { Failure } from '../../contract/failure.ts'
import type { Log } from '../core/ports/log.ts'
import type { Overrides } from '../core/ports/overrides.ts'
import type { SecretStore } from '../core/ports/secret-store.ts'

/** What the surroundings give to the app: the desktop, a server, a terminal. */
export interface Host {
  readonly face: 'desktop' | 'server'
  readonly version: string
  readonly profile: {
    readonly folder: string
    readonly database: string
    readonly settings: string
    readonly agents: string
    readonly prompts: string
    readonly drafts: string
    readonly usage: string
    readonly processes: string
  }
  readonly overrides: Overrides
  /** Why the engine of the settings is not the one of this start, when a person chose to go on without it. */
  readonly setAside?: Failure
  /** The variables of the process and of its `.env` file. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly secrets: SecretStore
  readonly log: Log
  /** Opens a checked link outside Parley. Absent: the page does that itself. */
  readonly openLink?: (url: string) => Promise<void>
  /** Lets the user point at a folder. Absent: it can only be typed. */
  readonly chooseFolder?: () => Promise<string | undefined>
  /** The text on the clipboard of the user, when a window of Parley has the focus. Absent: the page asks its browser. */
  readonly readClipboard?: () => Promise<string>
  /** The proxy that the system names for an address, as `http://host:port`. Absent: only the environment is asked. */
  readonly systemProxy?: (url: string) => Promise<string | undefined>
}
