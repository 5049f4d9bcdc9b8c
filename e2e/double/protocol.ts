import type { CustomScheme } from 'electron'
import { partial } from './missing.ts'
import type { SchemeHandler, SchemeTable } from './schemes.ts'

/** The `protocol` module over a scheme table; `isReady` says whether the app's ready event was emitted. */
export function createProtocol(schemes: SchemeTable, isReady: () => boolean) {
  return partial('protocol', {
    registerSchemesAsPrivileged(list: CustomScheme[]): void {
      if (isReady())
        throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
      schemes.register(list)
    },
    handle(scheme: string, handler: SchemeHandler): void {
      if (!isReady()) throw new Error('protocol can only be used after app is ready')
      if (schemes.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
      schemes.handlers.set(scheme, handler)
    },
    unhandle(scheme: string): void {
      if (!schemes.handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
    },
    isProtocolHandled: (scheme: string): boolean => schemes.handlers.has(scheme),
  })
}

export type DoubleProtocol = ReturnType<typeof createProtocol>
