import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** What decides where things lie. */
export interface PathContext {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
}

/** The files of one profile. */
export interface ProfilePaths {
  readonly folder: string
  readonly database: string
  readonly settings: string
  readonly agents: string
  /** The library of prompts. */
  readonly prompts: string
  /** Keys encrypted by the system's key store. */
  readonly encryptedKeys: string
  /** Keys of a server without a key store, readable by the user only. */
  readonly plainKeys: string
  readonly log: string
  /** A folder of texts that are written but not sent. */
  readonly drafts: string
  /** What was used on which day. */
  readonly usage: string
  /** How the window stood. */
  readonly window: string
  /** A folder of notes about programs that Parley started. */
  readonly processes: string
}

/** `PARLEY_DATA_DIR`, else the folder where the system keeps the data of programs; the same for every face. */
export function profileFolder({ env, platform }: PathContext): string {
  const named = env['PARLEY_DATA_DIR']
  if (named) return resolve(named)
  const home = homedir()
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Parley')
  // Set but empty counts as not set; joined, it would make a folder below the working folder.
  if (platform === 'win32') return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Parley')
  return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'Parley')
}

export function profilePaths(folder: string): ProfilePaths {
  return {
    folder,
    database: join(folder, 'parley.sqlite'),
    settings: join(folder, 'settings.json'),
    agents: join(folder, 'agents.json'),
    prompts: join(folder, 'prompts.json'),
    encryptedKeys: join(folder, 'keys.enc.json'),
    plainKeys: join(folder, 'keys.json'),
    log: join(folder, 'parley.log'),
    drafts: join(folder, 'drafts'),
    usage: join(folder, 'usage.json'),
    window: join(folder, 'window.json'),
    processes: join(folder, 'processes'),
  }
}
