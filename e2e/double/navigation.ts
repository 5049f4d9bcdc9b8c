import type { EventEmitter } from 'node:events'
import type { HandlerDetails, WindowOpenHandlerResponse } from 'electron'
import type { CDPSession, Page, Request } from 'playwright'
import { emitRefusable } from './app.ts'
import type { DoubleFrame } from './main-frame.ts'
import type { SchemeTable } from './schemes.ts'

/** Decides where one page may go, by asking the app's listeners and its window open handler. */
export class Navigation {
  openHandler: ((details: HandlerDetails) => WindowOpenHandlerResponse) | undefined
  private readonly expected = new Set<string>()
  private readonly contents: EventEmitter
  private readonly schemes: SchemeTable
  private readonly frame: DoubleFrame

  constructor(contents: EventEmitter, schemes: SchemeTable, frame: DoubleFrame) {
    this.contents = contents
    this.schemes = schemes
    this.frame = frame
  }

  /** Main itself goes there next: its listeners are not asked. */
  expect(address: string): void {
    this.expected.add(withoutFragment(address))
  }

  /** Asks the listeners about a navigation that reached the network. */
  allows(request: Request): boolean {
    const isMainFrame = request.frame().parentFrame() === null
    const address = this.schemes.toApp(request.url())
    if (isMainFrame && this.expected.delete(withoutFragment(address))) return true
    return !this.refused(address, isMainFrame)
  }

  /** Listens for what never reaches the network: popups, and links to schemes Chromium does not know. */
  watch(page: Page, session: CDPSession): void {
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      this.askForWindow(this.schemes.toApp(url), windowName, windowFeatures.join(','))
    })
    session.on('Page.frameRequestedNavigation', ({ url, disposition }) => {
      if (disposition !== 'currentTab' || /^https?:/.test(url)) return
      if (this.refused(url, true) || !this.schemes.owns(url)) return
      this.expect(url)
      page.goto(this.schemes.toPage(url)).catch(() => {})
    })
  }

  private refused(url: string, isMainFrame: boolean): boolean {
    const frame = isMainFrame ? this.frame : null
    const details = { url, isMainFrame, isSameDocument: false, frame, initiator: this.frame }
    if (emitRefusable(this.contents, 'will-frame-navigate', details)) return true
    return isMainFrame && emitRefusable(this.contents, 'will-navigate', details, url, false, true, 1, 1)
  }

  private askForWindow(url: string, frameName: string, features: string): void {
    const referrer = { url: '', policy: 'strict-origin-when-cross-origin' as const }
    const answer = this.openHandler?.({ url, frameName, features, disposition: 'foreground-tab', referrer })
    if (answer?.action === 'deny') return
    throw new Error(`electron double: an allowed popup is not implemented: ${url}`)
  }
}

function withoutFragment(address: string): string {
  return address.replace(/#.*$/, '')
}
