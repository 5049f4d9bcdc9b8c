import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CDPSession } from 'playwright'
import { bridgeSource } from './page/bridge.ts'
import { codecSource, decode, encode } from './page/codec.ts'
import { runtimeSource, type FromMain, type ToMain } from './page/preload-runtime.ts'

const WORLD = 'electron-preload'
const BINDING = 'electronDoubleSend'

/**
 * Runs a preload in an isolated world of the page, as under contextIsolation, and carries messages between that world
 * and main. The binding exists in that world only, so the page cannot reach it.
 */
export class PreloadChannel {
  private world: number | undefined
  private readonly queue: string[] = []
  private readonly session: CDPSession
  private readonly onMessage: (message: ToMain) => void

  constructor(session: CDPSession, onMessage: (message: ToMain) => void) {
    this.session = session
    this.onMessage = onMessage
  }

  async install(file: string): Promise<void> {
    const { session } = this
    const frameId = (await session.send('Page.getFrameTree')).frameTree.frame.id
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const auxiliary = context.auxData as { frameId?: string } | undefined
      if (context.name === WORLD && auxiliary?.frameId === frameId) this.world = context.id
    })
    session.on('Runtime.executionContextsCleared', () => {
      this.world = undefined
    })
    session.on('Runtime.bindingCalled', (call) => {
      if (call.name !== BINDING || call.executionContextId !== this.world) return
      this.onMessage(decode(call.payload) as ToMain)
    })
    await session.send('Runtime.enable')
    await session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD })
    const token = randomUUID()
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(token) })
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: WORLD,
      source: preloadScript(token, file),
    })
  }

  /** Queues one message; a turn's messages travel together and in order. A page between documents loses them. */
  deliver(message: FromMain): void {
    if (this.queue.push(encode(message)) > 1) return
    setImmediate(() => {
      const batch = JSON.stringify(this.queue.splice(0))
      if (this.world === undefined) return
      const call = { contextId: this.world, expression: `electronDoubleDeliver(${batch})` }
      this.session.send('Runtime.evaluate', call).catch(() => {})
    })
  }
}

function pageScript(token: string): string {
  return `(() => {${bridgeSource()}\nopenBridge(${JSON.stringify(token)}, 'page', 'preload')})()`
}

// The preload's text stands in the script itself: new Function() would be stopped by the page's own policy.
function preloadScript(token: string, file: string): string {
  const settings = JSON.stringify({ file, platform: process.platform, versions: process.versions })
  const preload = `function (require, module, exports, process, global) {${readFileSync(file, 'utf8')}\n}`
  return `(() => {
${codecSource()}
${bridgeSource()}
${runtimeSource()}
runPreload(${settings}, openBridge(${JSON.stringify(token)}, 'preload', 'page'), { encode, decode }, ${preload})
})()`
}
