import { partial } from './missing.ts'

/** `webContents.mainFrame`, which is also every message's `senderFrame`: the double knows one frame per page. */
export function createMainFrame(address: () => string) {
  return partial('WebFrameMain', {
    routingId: 1,
    processId: 1,
    parent: null,
    detached: false,
    name: '',
    get url(): string {
      return address()
    },
    get origin(): string {
      return /^[\w+.-]+:\/\/[^/?#]*/.exec(address())?.[0] ?? 'null'
    },
    isDestroyed: (): boolean => false,
  })
}

export type DoubleFrame = ReturnType<typeof createMainFrame>
