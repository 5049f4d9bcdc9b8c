import { EventEmitter } from 'node:events'
import type { ProxyConfig, Session } from 'electron'
import { partial } from './missing.ts'
import type { DoubleProtocol } from './protocol.ts'
import { createWebRequest } from './web-request.ts'

/** The handlers the app has set, `null` where it set none: a test asks them through `evaluate`. */
export interface PermissionHandlers {
  request: Parameters<Session['setPermissionRequestHandler']>[0]
  check: Parameters<Session['setPermissionCheckHandler']>[0]
  device: Parameters<Session['setDevicePermissionHandler']>[0]
}

/** `session.defaultSession`. Chromium never asks these handlers: see README, where the double lies. */
export class DoubleSession extends EventEmitter {
  readonly protocol: DoubleProtocol
  readonly webRequest = createWebRequest()
  readonly permissionHandlers: PermissionHandlers = { request: null, check: null, device: null }

  /** What Chromium is started with. */
  proxy: ProxyConfig | undefined

  constructor(protocol: DoubleProtocol) {
    super()
    this.protocol = protocol
  }

  setPermissionRequestHandler(handler: PermissionHandlers['request']): void {
    this.permissionHandlers.request = handler
  }

  setPermissionCheckHandler(handler: PermissionHandlers['check']): void {
    this.permissionHandlers.check = handler
  }

  setDevicePermissionHandler(handler: PermissionHandlers['device']): void {
    this.permissionHandlers.device = handler
  }

  // The double's Chromium has no spell checker to turn off.
  setSpellCheckerEnabled(_enabled: boolean): void {}

  // Chromium is started with the first window and keeps what was set by then.
  setProxy(config: ProxyConfig): Promise<void> {
    this.proxy = config
    return Promise.resolve()
  }

  // The double's network has no proxy of the system's.
  resolveProxy(_url: string): Promise<string> {
    return Promise.resolve('DIRECT')
  }

  isPersistent(): boolean {
    return true
  }
}

/** The `session` module: the default session, and others that can be asked for the system's proxy alone. */
export function createSessionModule(defaultSession: DoubleSession) {
  return partial('session', { defaultSession, fromPartition })
}

function fromPartition(_partition: string) {
  return partial('session', { resolveProxy: () => Promise.resolve('DIRECT') })
}
