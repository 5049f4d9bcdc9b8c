import { EventEmitter } from 'node:events'
import type { NativeTheme } from 'electron'
import type { DoubleSettings } from './settings.ts'

type Scheme = 'light' | 'dark'
type Source = NativeTheme['themeSource']

/** `nativeTheme`: the app's choice over the system's, shown to every live page as prefers-color-scheme. */
export class DoubleNativeTheme extends EventEmitter {
  readonly inForcedColorsMode = false
  readonly prefersReducedTransparency = false
  readonly shouldDifferentiateWithoutColor = false
  readonly shouldUseHighContrastColors = false
  readonly shouldUseInvertedColorScheme = false
  readonly reducedMotion: DoubleSettings['reducedMotion']
  /** Called with the scheme pages must show whenever it changes; for the double's own pages. */
  readonly watchers = new Set<(scheme: Scheme) => void>()
  private readonly system: Scheme
  private source: Source = 'system'

  constructor(settings: DoubleSettings) {
    super()
    this.system = settings.colorScheme
    this.reducedMotion = settings.reducedMotion
  }

  get scheme(): Scheme {
    return this.source === 'system' ? this.system : this.source
  }

  get shouldUseDarkColors(): boolean {
    return this.scheme === 'dark'
  }

  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return this.system === 'dark'
  }

  get themeSource(): Source {
    return this.source
  }

  set themeSource(source: Source) {
    if (!['system', 'light', 'dark'].includes(source))
      throw new TypeError(`Error processing argument ${source}`)
    if (source === this.source) return
    this.source = source
    for (const watcher of this.watchers) watcher(this.scheme)
    setImmediate(() => this.emit('updated'))
  }
}
