import { readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { ProxyConfig } from 'electron'
import type { BrowserContext, Page, Request, Route } from 'playwright'
import { chromiumLaunchOptions } from '../chromium.ts'
import { moveClock } from './clock.ts'

/** What the host must know of a page's owner to judge and answer its requests. */
export interface PageOwner {
  allowsNavigation(request: Request): boolean
  answer(route: Route): Promise<void>
}

const CLOSE_LIMIT_MS = 3_000

/** The one Chromium behind all windows, started with the first. Pages nobody opened (popups) are closed unloaded. */
export class ChromiumHost {
  private starting: Promise<BrowserContext> | undefined
  private opening = 0
  private blankTaken = false
  private readonly owners = new Map<Page, PageOwner>()
  private readonly profile: () => string
  private readonly proxy: () => ProxyConfig | undefined
  private readonly clockAheadMs: number
  /** False once a page said that WebRTC may use no UDP but a proxy’s. */
  mayUseUdp = true

  constructor(profile: () => string, proxy: () => ProxyConfig | undefined, clockAheadMs = 0) {
    this.profile = profile
    this.proxy = proxy
    this.clockAheadMs = clockAheadMs
  }

  /** Opens a page that belongs to `owner`; its requests are the owner's to judge from the first on. */
  async openPage(owner: PageOwner): Promise<Page> {
    this.opening += 1
    try {
      this.starting ??= this.start()
      const context = await this.starting
      const page = this.takeBlank(context) ?? (await context.newPage())
      this.owners.set(page, owner)
      page.on('close', () => this.owners.delete(page))
      return page
    } finally {
      this.opening -= 1
    }
  }

  /** The debugging port a test joins with, and the browser's process id, so that a test can end what we could not. */
  endpoint(): { readonly port: number; readonly browserPid: number } {
    const port = Number(readFileSync(join(this.profile(), 'DevToolsActivePort'), 'utf8').split('\n')[0])
    const browserPid = Number(readlinkSync(join(this.profile(), 'SingletonLock')).split('-').at(-1))
    return { port, browserPid }
  }

  async close(): Promise<void> {
    const closing = this.starting?.then((context) => context.close()).catch(() => {})
    const limit = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS).unref())
    if (closing) await Promise.race([closing, limit])
  }

  private async start(): Promise<BrowserContext> {
    const { chromium } = await import('playwright')
    const options = chromiumLaunchOptions()
    const context = await chromium.launchPersistentContext(this.profile(), {
      ...options,
      args: [...(options.args ?? []), ...this.networkArgs(), '--remote-debugging-port=0'],
      headless: !process.env['ELECTRON_DOUBLE_HEADED'],
      viewport: null,
      handleSIGINT: false,
      handleSIGTERM: false,
    })
    if (this.clockAheadMs !== 0) await context.addInitScript(moveClock, this.clockAheadMs)
    await context.route('**/*', (route) => this.judge(route))
    context.on('page', (page) => {
      if (this.opening === 0 && !this.owners.has(page)) page.close().catch(() => {})
    })
    return context
  }

  private networkArgs(): readonly string[] {
    const { proxyRules, proxyBypassRules } = this.proxy() ?? {}
    return [
      ...(proxyRules === undefined ? [] : [`--proxy-server=${proxyRules}`]),
      ...(proxyBypassRules === undefined ? [] : [`--proxy-bypass-list=${proxyBypassRules}`]),
      ...(this.mayUseUdp ? [] : ['--webrtc-ip-handling-policy=disable_non_proxied_udp']),
    ]
  }

  private takeBlank(context: BrowserContext): Page | undefined {
    if (this.blankTaken) return undefined
    this.blankTaken = true
    return context.pages()[0]
  }

  private async judge(route: Route): Promise<void> {
    const request = route.request()
    const owner = this.ownerOf(request)
    const refused = request.isNavigationRequest() && !owner?.allowsNavigation(request)
    try {
      if (refused || !owner) await route.abort('aborted')
      else await owner.answer(route)
    } catch (error) {
      console.error(`electron double: ${request.url()} was not answered:`, error)
      await route.abort('failed').catch(() => {})
    }
  }

  private ownerOf(request: Request): PageOwner | undefined {
    try {
      return this.owners.get(request.frame().page())
    } catch {
      return undefined // a popup's first request has no frame yet, a service worker's never has one
    }
  }
}
