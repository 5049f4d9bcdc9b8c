import { EventEmitter } from 'node:events'
import type { Session } from 'electron'
import { missing, partial } from './missing.ts'
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

  // The double's network has no proxy.
  resolveProxy(_url: string): Promise<string> {
    return Promise.resolve('DIRECT')
  }

  isPersistent(): boolean {
    return true
  }
}

/** The `session` module: the default session, and nothing made from a partition. */
export function createSessionModule(defaultSession: DoubleSession) {
  return partial('session', { defaultSession, fromPartition: missing('session.fromPartition') })
}
