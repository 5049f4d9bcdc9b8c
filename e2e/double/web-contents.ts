import { EventEmitter } from 'node:events'
import type { HandlerDetails, Rectangle, WebContents, WindowOpenHandlerResponse } from 'electron'
import type { CDPSession, Page, Request, Route } from 'playwright'
import { answerRequest } from './answer-request.ts'
import type { PageOwner } from './browser.ts'
import type { DoubleWindow } from './browser-window.ts'
import { watchContextMenus } from './context-menu.ts'
import { createMainFrame } from './main-frame.ts'
import { Navigation } from './navigation.ts'
import type { ToMain } from './page/preload-runtime.ts'
import { PreloadChannel } from './preload-channel.ts'
import type { Wiring } from './wiring.ts'

let lastId = 0

/** A window's page: its messages, its navigation and its life. */
export class DoubleWebContents extends EventEmitter implements PageOwner {
  readonly id = ++lastId
  readonly session: Wiring['session']
  readonly mainFrame: ReturnType<typeof createMainFrame>
  private readonly wiring: Wiring
  private readonly window: DoubleWindow
  private readonly navigation: Navigation
  private readonly opened: Promise<Page>
  private live: Page | undefined
  private debugging: CDPSession | undefined
  private channel: PreloadChannel | undefined
  private destroyed = false
  private zoomLevel = 0

  constructor(wiring: Wiring, window: DoubleWindow, preload: string | undefined) {
    super()
    this.wiring = wiring
    this.window = window
    this.session = wiring.session
    this.mainFrame = createMainFrame(() => this.getURL())
    this.navigation = new Navigation(this, wiring.schemes, this.mainFrame)
    this.opened = this.open(preload)
    this.opened.catch((error: unknown) => {
      console.error('electron double: the page was not opened:', error)
      wiring.app.exit(1)
    })
  }

  allowsNavigation(request: Request): boolean {
    return this.navigation.allows(request)
  }

  answer(route: Route): Promise<void> {
    return answerRequest(route, this.wiring.schemes, this.wiring.session)
  }

  /** Sends to the page; throws when it is gone or a value cannot be cloned. */
  send(channel: string, ...values: unknown[]): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed')
    this.channel?.deliver({ channel, values })
  }

  async loadURL(address: string): Promise<void> {
    const page = await this.opened
    this.navigation.expect(address)
    await page.goto(this.wiring.schemes.toPage(address), { timeout: 0 })
  }

  reload(): void {
    this.navigation.expect(this.getURL())
    void this.opened.then((page) => page.reload()).catch(() => {})
  }

  getURL(): string {
    return this.live ? this.wiring.schemes.toApp(this.live.url()) : ''
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const page = await this.opened
    return page.evaluate(code)
  }

  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void {
    this.navigation.openHandler = handler
  }

  setWebRTCIPHandlingPolicy(policy: Parameters<WebContents['setWebRTCIPHandlingPolicy']>[0]): void {
    if (policy !== 'disable_non_proxied_udp')
      throw new Error(`electron double: WebRTC's policy ${policy} is not known`)
    this.wiring.chromium.mayUseUdp = false
  }

  /** Ends the page's process; Playwright cannot use a page after this, so a test can only watch main. */
  forcefullyCrashRenderer(): void {
    this.debugging?.send('Page.crash').catch(() => {})
  }

  isDestroyed(): boolean {
    return this.destroyed
  }

  openDevTools(): void {}

  /** Gives the page the window's size. */
  fit(bounds: Pick<Rectangle, 'width' | 'height'>): void {
    void this.opened.then((page) => page.setViewportSize(this.viewportOf(bounds))).catch(() => {})
  }

  getZoomLevel(): number {
    return this.zoomLevel
  }

  /** A page that is shown larger has less room for what is in it; nothing else of it is done here. */
  setZoomLevel(level: number): void {
    if (level === this.zoomLevel) return
    this.zoomLevel = level
    this.fit(this.window.getBounds())
  }

  /** Runs one of Chromium's own commands of editing, as a role of a menu does. */
  edit(command: string): void {
    const type = 'rawKeyDown'
    this.debugging?.send('Input.dispatchKeyEvent', { type, commands: [command] }).catch(() => {})
  }

  closePage(): void {
    void this.opened.then((page) => page.close()).catch(() => {})
  }

  markDestroyed(): void {
    this.destroyed = true
    this.emit('destroyed')
  }

  private async open(preload: string | undefined): Promise<Page> {
    const page = await this.wiring.chromium.openPage(this)
    this.live = page
    this.forwardEvents(page)
    await this.followTheme(page)
    await page.setViewportSize(this.viewportOf(this.window.getBounds()))
    this.debugging = await page.context().newCDPSession(page)
    await this.debugging.send('Page.enable')
    await this.navigation.watch(page, this.debugging)
    await watchContextMenus(
      this.debugging,
      { frame: this.mainFrame, schemes: this.wiring.schemes },
      (params) => this.emit('context-menu', {}, params),
    )
    if (preload) {
      this.channel = new PreloadChannel(this.debugging, (message) => void this.receive(message))
      await this.channel.install(preload)
    }
    return page
  }

  private viewportOf({ width, height }: Pick<Rectangle, 'width' | 'height'>) {
    const factor = 1.2 ** this.zoomLevel
    return { width: Math.round(width / factor), height: Math.round(height / factor) }
  }

  private forwardEvents(page: Page): void {
    page.on('domcontentloaded', () => this.emit('dom-ready', {}))
    page.on('load', () => {
      this.emit('did-finish-load', {})
      this.window.emit('ready-to-show', {})
    })
    page.on('console', (message) => {
      this.emit('console-message', { level: message.type(), message: message.text() })
    })
    page.on('pageerror', (error) => console.error('renderer: uncaught', error.stack ?? error.message))
    page.on('crash', () => {
      const details = { reason: 'crashed', exitCode: 1 }
      this.emit('render-process-gone', {}, details)
      this.wiring.app.emit('render-process-gone', {}, this, details)
    })
    page.on('close', () => this.window.pageClosed())
  }

  private async followTheme(page: Page): Promise<void> {
    const { nativeTheme } = this.wiring
    const { reducedMotion } = nativeTheme
    const watcher = (colorScheme: 'light' | 'dark'): void => {
      page.emulateMedia({ colorScheme, reducedMotion }).catch(() => {})
    }
    nativeTheme.watchers.add(watcher)
    page.on('close', () => nativeTheme.watchers.delete(watcher))
    await page.emulateMedia({ colorScheme: nativeTheme.scheme, reducedMotion })
  }

  private async receive({ id, channel, values }: ToMain): Promise<void> {
    const { ipcMain } = this.wiring
    const reply = (name: string, ...items: unknown[]): void => this.send(name, ...items)
    const event = { sender: this, senderFrame: this.mainFrame, frameId: 1, processId: 1, reply }
    if (id === undefined) {
      ipcMain.emit(channel, event, ...values)
      this.emit('ipc-message', event, channel, ...values)
      return
    }
    const answer = await ipcMain.answer(channel, event, values)
    try {
      this.channel?.deliver({ id, ...answer })
    } catch (error) {
      this.channel?.deliver({ id, error: String(error) })
    }
  }
}
