import { EventEmitter } from 'node:events'
import { type AppManifest, AppPaths } from './app-paths.ts'
import { partial } from './missing.ts'
import { type SecondInstance, SingleInstance } from './single-instance.ts'

/** What the app must reach to end: its windows and the browser behind them. */
export interface AppEnding {
  closeWindows(): void
  openWindows(): number
  closeBrowser(): Promise<void>
}

/** The `app` module of an unpackaged app. */
export class DoubleApp extends EventEmitter {
  readonly isPackaged = false
  readonly dock = undefined // as on Linux and Windows
  readonly commandLine = createCommandLine()
  aboutPanelOptions: object = {}
  badgeCount = 0
  name: string
  private ready = false
  private quitting = false
  private exiting = false
  private readonly paths = new AppPaths()
  private readonly manifest: AppManifest
  private readonly ending: AppEnding
  private readonly instance: SingleInstance
  private readonly started: Promise<void>
  private readonly begin: () => void

  constructor(manifest: AppManifest, ending: AppEnding) {
    super()
    this.manifest = manifest
    this.name = manifest.name
    this.ending = ending
    this.instance = new SingleInstance(
      () => this.paths.get('userData'),
      (second) => this.announce(second),
    )
    const { promise, resolve } = Promise.withResolvers<void>()
    this.started = promise
    this.begin = resolve
  }

  /** Called once when the main module has been evaluated, and not before: then the app becomes ready. */
  mainEvaluated(): void {
    setTimeout(() => this.becomeReady(this.begin), 0)
  }

  whenReady(): Promise<void> {
    return this.started
  }

  isReady(): boolean {
    return this.ready
  }

  get isQuitting(): boolean {
    return this.quitting
  }

  getPath(name: string): string {
    return this.paths.get(name)
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path)
  }

  setAppLogsPath(path?: string): void {
    if (path) this.paths.set('logs', path)
  }

  getAppPath(): string {
    return this.manifest.folder
  }

  getVersion(): string {
    return this.manifest.version
  }

  getName(): string {
    return this.name
  }

  setName(name: string): void {
    this.name = name
  }

  getLocale(): string {
    return 'en-US'
  }

  getSystemLocale(): string {
    return 'en-US'
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-US']
  }

  // Only Windows looks at it.
  setAppUserModelId(_id: string): void {}

  setAboutPanelOptions(options: object): void {
    this.aboutPanelOptions = options
  }

  setBadgeCount(count = 0): boolean {
    this.badgeCount = count
    return true
  }

  getBadgeCount(): number {
    return this.badgeCount
  }

  enableSandbox(): void {
    if (this.ready) throw new Error('app.enableSandbox() can only be called before app is ready')
  }

  requestSingleInstanceLock(additionalData?: unknown): boolean {
    return this.instance.request(additionalData)
  }

  hasSingleInstanceLock(): boolean {
    return this.instance.held
  }

  releaseSingleInstanceLock(): void {
    this.instance.release()
  }

  focus(): void {}

  /** before-quit, every window's close, will-quit: each may refuse and keep the app alive. */
  quit(): void {
    if (this.quitting || this.exiting) return
    if (emitRefusable(this, 'before-quit')) return
    this.quitting = true
    this.ending.closeWindows()
    const refused = this.ending.openWindows() > 0 || emitRefusable(this, 'will-quit')
    this.quitting = false
    if (!refused) this.exit(0)
  }

  exit(code = 0): void {
    if (this.exiting) return
    this.exiting = true
    this.emit('quit', {}, code)
    this.instance.release()
    void this.ending.closeBrowser().finally(() => {
      this.paths.removeTemporary()
      process.exit(code)
    })
  }

  /** Called by the last window when it is gone; without a listener Electron quits. */
  windowsGone(): void {
    if (this.quitting || this.exiting) return
    if (!this.emit('window-all-closed')) this.quit()
  }

  private becomeReady(resolve: () => void): void {
    if (this.exiting) return
    this.ready = true
    this.emit('will-finish-launching')
    this.emit('ready', {}, {})
    resolve()
  }

  private announce(second: SecondInstance): void {
    const { argv, workingDirectory, additionalData } = second
    const emit = () => this.emit('second-instance', {}, argv, workingDirectory, additionalData)
    void this.started.then(emit)
  }
}

/** Emits an event its listeners may refuse; says whether one did. */
export function emitRefusable(
  emitter: EventEmitter,
  name: string,
  details: object = {},
  ...values: unknown[]
): boolean {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true
    },
  }
  emitter.emit(name, event, ...values)
  return event.defaultPrevented
}

function createCommandLine() {
  const switches = new Map<string, string>()
  return partial('app.commandLine', {
    appendSwitch: (name: string, value = ''): void => void switches.set(name, value),
    appendArgument: (_value: string): void => {},
    hasSwitch: (name: string): boolean => switches.has(name),
    getSwitchValue: (name: string): string => switches.get(name) ?? '',
    removeSwitch: (name: string): void => void switches.delete(name),
  })
}
