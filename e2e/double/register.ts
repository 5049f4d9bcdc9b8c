// node --import ./e2e/double/register.ts out/main/index.js runs a built Electron main under plain Node.
import { registerHooks } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import { moveClock } from './clock.ts'
import { readSettings } from './settings.ts'

const double = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier !== 'electron' && !specifier.startsWith('electron/')) return nextResolve(specifier, context)
    // Worker threads inherit --import: without this refusal a worker would start an app of its own.
    if (!isMainThread) throw new Error("electron double: 'electron' cannot be imported in a worker thread")
    return { url: double, shortCircuit: true }
  },
})

const versions = { ...process.versions, electron: '45.0.0-double', chrome: '156.0.0.0' }
Object.defineProperty(process, 'versions', { value: Object.freeze(versions), configurable: true })
Object.defineProperty(process, 'type', { value: isMainThread ? 'browser' : 'worker', configurable: true })
Object.defineProperty(process, 'defaultApp', { value: true, configurable: true })

const { clockAheadMs } = readSettings(process.env)
if (clockAheadMs !== 0) moveClock(clockAheadMs)
