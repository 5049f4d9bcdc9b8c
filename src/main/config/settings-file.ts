import { settingsSchema, type Settings } from '../../contract/settings.ts'
import type { SettingsStore } from '../core/ports/settings-store.ts'
import { openKeptFile, type KeptFile } from './kept-file.ts'

export type SettingsFile = KeptFile<Settings> & SettingsStore

/**
 * The settings in a JSON file. A malformed file is kept under a new name and the defaults are used. Throws
 * `profile-newer` for a file of a later version and `profile-unwritable` for one that may not be read.
 */
export function openSettingsFile(path: string, now: () => number): SettingsFile {
  const start = settingsSchema.parse({})
  return openKeptFile({ path, schema: settingsSchema, start, malformed: 'settings-malformed', now })
}
