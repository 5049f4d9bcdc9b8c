import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron'
import { emitRefusable } from './app.ts'
import { partial } from './missing.ts'
import { DoubleWebContents } from './web-contents.ts'
import { WindowState } from './window-state.ts'
import type { Wiring } from './wiring.ts'

/** A window: what it remembers, and a page in Chromium of the size it was given. */
export class DoubleWindow extends WindowState {
  readonly id: number
  readonly webContents: DoubleWebContents
  private readonly wiring: Wiring
  private readonly self: DoubleWindow

  constructor(wiring: Wiring, options: BrowserWindowConstructorOptions = {}) {
    super(options)
    if (!wiring.app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    refuseUnsafe(options.webPreferences ?? {})
    this.wiring = wiring
    this.self = partial('BrowserWindow', this)
    this.webContents = partial(
      'webContents',
      new DoubleWebContents(wiring, this, options.webPreferences?.preload),
    )
    this.id = this.webContents.id
    this.on('resize', () => this.webContents.fit(this.getBounds()))
    this.on('focus', () => wiring.app.emit('browser-window-focus', {}, this.self))
    wiring.windows.add(this.self)
    wiring.app.emit('web-contents-created', {}, this.webContents)
    wiring.app.emit('browser-window-created', {}, this.self)
    return this.self
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address)
  }

  reload(): void {
    this.webContents.reload()
  }

  isDestroyed(): boolean {
    return !this.wiring.windows.has(this.self)
  }

  /** `flashing` is the double's own: whether the window asks for attention in the task bar. */
  flashing = false

  flashFrame(on: boolean): void {
    this.flashing = on
  }

  isFocused(): boolean {
    return this.isInFront() && [...this.wiring.windows].at(-1) === this.self
  }

  close(): void {
    if (this.isDestroyed() || emitRefusable(this, 'close')) return
    this.destroy()
  }

  destroy(): void {
    this.webContents.closePage()
    this.pageClosed()
  }

  /** The page is gone, by us or by the browser. */
  pageClosed(): void {
    const { windows, app } = this.wiring
    if (!windows.delete(this.self)) return
    this.webContents.markDestroyed()
    this.emit('closed', {})
    if (windows.size === 0) app.windowsGone()
  }
}

/** The `BrowserWindow` class over a wiring. */
export function createBrowserWindowClass(wiring: Wiring) {
  return class BrowserWindow extends DoubleWindow {
    constructor(options?: BrowserWindowConstructorOptions) {
      super(wiring, options)
    }

    static getAllWindows(): DoubleWindow[] {
      return [...wiring.windows]
    }

    static getFocusedWindow(): DoubleWindow | null {
      return [...wiring.windows].findLast((window) => window.isFocused()) ?? null
    }

    static fromWebContents(webContents: { readonly id: number }): DoubleWindow | null {
      return [...wiring.windows].find((window) => window.webContents.id === webContents.id) ?? null
    }

    static fromId(id: number): DoubleWindow | null {
      return [...wiring.windows].find((window) => window.id === id) ?? null
    }
  }
}

function refuseUnsafe(preferences: WebPreferences): void {
  const { nodeIntegration, sandbox, contextIsolation, webviewTag, webSecurity } = preferences
  const unsafe = nodeIntegration || sandbox === false || contextIsolation === false || webviewTag
  if (unsafe || webSecurity === false) throw new Error('electron double: only sandboxed, isolated windows')
}
