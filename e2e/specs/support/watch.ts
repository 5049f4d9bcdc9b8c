import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'

/** What a page did beyond showing itself. */
export interface Watch {
  /** Requests to others, dialogs, complaints on the console and breaches of the policy so far, each in words. */
  seen(): Promise<readonly string[]>
}

/** Watches the page from now on, through every reload. */
export async function watch(page: Page): Promise<Watch> {
  const seen: string[] = []
  const { origin } = new URL(page.url())
  const isOwn = (url: string) => url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}/`)
  page.on('request', (request) => {
    if (!isOwn(request.url())) seen.push(`request ${request.url()}`)
  })
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(origin).host) seen.push(`socket ${socket.url()}`)
  })
  page.on('popup', (popup) => seen.push(`popup ${popup.url()}`))
  page.on('download', (download) => seen.push(`download ${download.url()}`))
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console ${message.text()}`)
  })
  await page.exposeFunction('told', (words: string) => void seen.push(words))
  await page.addInitScript(listen)
  await page.evaluate(listen)
  return {
    async seen() {
      // What the page tells goes the same way as this and is here before it.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
      return seen
    },
  }
}

/** Runs in the page. */
function listen(): void {
  const { told } = globalThis as unknown as { told?: (words: string) => void }
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    told?.(`policy ${violatedDirective} ${blockedURI}`),
  )
  // What every hostile text would call.
  Object.assign(globalThis, { boom: () => told?.('a script ran') })
}

/** A server to which nothing may ever come. */
export async function startEvilServer() {
  const asked: string[] = []
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    /** What it was asked, with a question of our own at the end, so that none is still on its way. */
    async asked(): Promise<readonly string[]> {
      await fetch(`${url}/counted`)
      return asked
    },
    close: () => server.close(),
  }
}
