import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import type { Page } from 'playwright'

export interface Listener {
  readonly port: number
  /** What came in so far: the beginnings of what was said, `silence` for a connection without a word, `udp`. */
  readonly heard: () => readonly string[]
  readonly close: () => void
}

/** Hears whoever comes to one port of this computer, by TCP or by UDP. */
export async function startListener(): Promise<Listener> {
  const heard: string[] = []
  const tcp = createServer((socket) => {
    const at = heard.push('silence') - 1
    socket.once('data', (data) => void (heard[at] = data.toString('latin1').slice(0, 40)))
    socket.on('error', () => socket.destroy())
  })
  tcp.listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  const { port } = tcp.address() as AddressInfo
  const udp = createSocket('udp4', () => heard.push('udp'))
  udp.bind(port, '127.0.0.1')
  await once(udp, 'listening')
  return {
    port,
    heard: () => heard,
    close() {
      tcp.close()
      udp.close()
    },
  }
}

/** Tries all that a script of a page can do to reach a port of this computer; resolves when WebRTC has given up. */
export async function tryEveryWayOut(page: Page, port: number): Promise<void> {
  await page.evaluate(async (to) => {
    const at = `http://127.0.0.1:${to}`
    // Sent to the page as text, so it cannot use what is outside of it.
    // oxlint-disable-next-line unicorn/consistent-function-scoping
    const put = (tag: string, fields: Record<string, string>) =>
      document.body.append(Object.assign(document.createElement(tag), fields))
    // oxlint-disable-next-line unicorn/consistent-function-scoping
    const quietly = (way: () => unknown) => {
      try {
        void Promise.resolve(way()).catch(() => undefined)
      } catch {
        // Refused, as it should be.
      }
    }
    for (const rel of [
      'preconnect',
      'dns-prefetch',
      'prefetch',
      'modulepreload',
      'manifest',
      'icon',
      'stylesheet',
    ])
      put('link', { rel, href: `${at}/${rel}` })
    put('script', { src: `${at}/script` })
    put('script', {
      type: 'speculationrules',
      textContent: JSON.stringify({ prefetch: [{ source: 'list', urls: [`${at}/speculation`] }] }),
    })
    put('img', { src: `${at}/image` })
    put('video', { src: `${at}/film`, poster: `${at}/poster` })
    put('object', { data: `${at}/object` })
    put('embed', { src: `${at}/embed` })
    put('iframe', { src: `${at}/frame` })
    put('style', { textContent: `body { background: url(${at}/style) }` })
    const link = Object.assign(document.createElement('a'), { href: '#here', ping: `${at}/ping` })
    document.body.append(link)
    link.click()
    quietly(() => fetch(`${at}/fetch`, { mode: 'no-cors' }))
    quietly(() => navigator.sendBeacon(`${at}/beacon`, 'x'))
    quietly(() => new WebSocket(`ws://127.0.0.1:${to}/socket`))
    quietly(() => new EventSource(`${at}/events`))
    quietly(() => new WebTransport(`https://127.0.0.1:${to}/transport`))
    quietly(() => new Worker(`${at}/worker`))
    quietly(() => navigator.serviceWorker.register(`${at}/service`))
    quietly(() => new FontFace('x', `url(${at}/font)`).load())
    const servers = [
      { urls: `stun:127.0.0.1:${to}` },
      { urls: `turn:127.0.0.1:${to}?transport=tcp`, username: 'a', credential: 'b' },
      { urls: `turn:127.0.0.1:${to}?transport=udp`, username: 'a', credential: 'b' },
    ]
    await Promise.all(
      servers.map(async (server) => {
        const peer = new RTCPeerConnection({ iceServers: [server] })
        const tried = new Promise<void>((resolve) => {
          // A server that answers nothing is asked for longer than a test may take.
          const limit = setTimeout(resolve, 3_000)
          peer.addEventListener('icegatheringstatechange', () => {
            if (peer.iceGatheringState !== 'complete') return
            clearTimeout(limit)
            resolve()
          })
        })
        peer.createDataChannel('x')
        await peer.setLocalDescription(await peer.createOffer())
        await tried
        peer.close()
      }),
    )
  }, port)
}
