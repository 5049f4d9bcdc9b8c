import { app, session, type ProxyConfig } from 'electron'
import type { Log } from '../core/ports/log.ts'
import { openLink } from './links.ts'
import { isPageUrl, previewUrl } from './origin.ts'

/**
 * A proxy that nobody is behind, this computer's own addresses included. A policy of content holds neither what connects
 * beforehand nor WebRTC, which knows proxies too once it may not use UDP.
 */
const nowhere: ProxyConfig = {
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:1',
  proxyBypassRules: '<-loopback>',
}

/** Refuses whatever a page could do to the system or become: https://www.electronjs.org/docs/latest/tutorial/security */
export async function lockDown(log: Log): Promise<void> {
  const { defaultSession } = session
  await defaultSession.setProxy(nowhere)
  defaultSession.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === 'clipboard-sanitized-write' && isPageUrl(contents.getURL()))
  })
  defaultSession.setPermissionCheckHandler((contents, permission) => {
    return permission === 'clipboard-sanitized-write' && contents !== null && isPageUrl(contents.getURL())
  })
  defaultSession.setDevicePermissionHandler(() => false)

  app.on('web-contents-created', (_created, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    contents.setWindowOpenHandler(({ url }) => {
      openLink(url).catch((error: unknown) => log.warn('link-not-opened', { reason: String(error) }))
      return { action: 'deny' }
    })
    contents.on('will-navigate', (event) => {
      if (!isPageUrl(event.url)) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      const isOwn = event.isMainFrame ? isPageUrl(event.url) : event.url === previewUrl
      if (!isOwn) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}
