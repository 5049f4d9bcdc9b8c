import type { Environment } from './server-host.ts'

// What programs need to find their home, their language and their temporary folder; nothing that anybody keeps secret.
const passedOn = [
  'HOME',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'LOGNAME',
  'SHELL',
  'TERM',
  'TMPDIR',
  'TZ',
  'USER',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
]
const passedOnByWindows = [
  'APPDATA',
  'COMSPEC',
  'HOMEDRIVE',
  'HOMEPATH',
  'LOCALAPPDATA',
  'NUMBER_OF_PROCESSORS',
  'PATHEXT',
  'PROCESSOR_ARCHITECTURE',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'PROGRAMFILES(X86)',
  'PROGRAMW6432',
  'SYSTEMDRIVE',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'USERNAME',
  'USERPROFILE',
  'WINDIR',
]

/** Stands in the environment of every process that a server of ours starts, with a value of its own for each server. */
export const markVariable = 'PARLEY_SERVER'

export interface ChildEnvironment {
  readonly platform: NodeJS.Platform
  readonly own: Environment
  readonly path: string
  /** What the user gave this server. */
  readonly given: Readonly<Record<string, string>>
  readonly mark: string
}

/** The variables of a server's process: a short list of Parley's own, the path for commands, what the user gave. */
export function childEnvironment(environment: ChildEnvironment): Record<string, string> {
  const { platform, own, path, given, mark } = environment
  const names = platform === 'win32' ? passedOnByWindows : passedOn
  const shared = names.flatMap((name) => {
    const value = own[name]
    // A function that a shell exported would be run by the next shell.
    return value === undefined || value.startsWith('()') ? [] : [[name, value]]
  })
  return { ...Object.fromEntries(shared), PATH: path, ...given, [markVariable]: mark }
}
