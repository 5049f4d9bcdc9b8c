import type { Settings } from '../../../contract/settings.ts'

/** The settings file. */
export interface SettingsStore {
  /** The settings as last written; the defaults when there are none. */
  read(): Settings
  /** Replaces the settings. What is on disk is at every moment either the old or the new file, whole. */
  write(settings: Settings): Promise<void>
}
