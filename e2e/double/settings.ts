/** What the person's system would say; a launch passes it in `ELECTRON_DOUBLE_SETTINGS` as JSON. */
export interface DoubleSettings {
  readonly colorScheme: 'light' | 'dark'
  readonly reducedMotion: 'reduce' | 'no-preference'
  /** The key store safeStorage reports; `none` means there is no encryption. */
  readonly keyStore: 'gnome_libsecret' | 'basic_text' | 'none'
  /** What the buttons begin with that the person presses in message boxes, one after another. */
  readonly answers: readonly string[]
  /** How far the clock of main and of its pages is ahead of the system's; less than 0 behind it. */
  readonly clockAheadMs: number
}

export const SETTINGS_VARIABLE = 'ELECTRON_DOUBLE_SETTINGS'

const DEFAULTS: DoubleSettings = {
  colorScheme: 'light',
  reducedMotion: 'no-preference',
  keyStore: 'gnome_libsecret',
  answers: [],
  clockAheadMs: 0,
}

export function readSettings(environment: NodeJS.ProcessEnv): DoubleSettings {
  const text = environment[SETTINGS_VARIABLE]
  return text ? { ...DEFAULTS, ...(JSON.parse(text) as Partial<DoubleSettings>) } : DEFAULTS
}
