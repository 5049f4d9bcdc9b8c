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

  /** Listens for what never reaches the network: new windows, and links to schemes Chromium does not know. */
  async watch(page: Page, session: CDPSession): Promise<void> {
    const mainFrameId = (await session.send('Page.getFrameTree')).frameTree.frame.id
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      const features = windowFeatures.join(',')
      this.askForWindow({
        url,
        frameName: windowName,
        features,
        disposition: features ? 'new-window' : 'foreground-tab',
      })
    })
    session.on('Page.frameRequestedNavigation', ({ url, disposition, frameId }) => {
      if (disposition === 'currentTab') this.followLink(page, url, frameId === mainFrameId)
      // A click with a modifier or the middle button; window.open and target=_blank are announced above.
      if (disposition === 'newTab') this.askForWindow({ url, disposition: 'background-tab' })
      if (disposition === 'newWindow') this.askForWindow({ url, disposition: 'new-window' })
    })
  }

  private followLink(page: Page, url: string, isMainFrame: boolean): void {
    if (/^https?:/.test(url) || this.refused(url, isMainFrame) || !this.schemes.owns(url)) return
    if (!isMainFrame)
      throw new Error(`electron double: a frame with an own scheme is not implemented: ${url}`)
    this.expect(url)
    page.goto(this.schemes.toPage(url)).catch(() => {})
  }

  private refused(url: string, isMainFrame: boolean): boolean {
    const frame = isMainFrame ? this.frame : null
    const details = { url, isMainFrame, isSameDocument: false, frame, initiator: this.frame }
    if (emitRefusable(this.contents, 'will-frame-navigate', details)) return true
    return isMainFrame && emitRefusable(this.contents, 'will-navigate', details, url, false, true, 1, 1)
  }

  private askForWindow(wanted: Pick<HandlerDetails, 'url' | 'disposition'> & Partial<HandlerDetails>): void {
    const url = this.schemes.toApp(wanted.url)
    const referrer = { url: '', policy: 'strict-origin-when-cross-origin' as const }
    const answer = this.openHandler?.({ frameName: '', features: '', referrer, ...wanted, url })
    if (answer?.action === 'deny') return
    throw new Error(`electron double: an allowed popup is not implemented: ${url}`)
  }
}

function withoutFragment(address: string): string {
  return address.replace(/#.*$/, '')
}
