// What a sandboxed preload finds: require('electron') with ipcRenderer, contextBridge and webUtils. The text runs in the
// isolated world, together with the codec's and the bridge's.
import type { decode, encode } from './codec.ts'
import type { BridgeEnd } from './bridge.ts'

type Listener = (event: unknown, ...values: unknown[]) => void
type Preload = (
  require: (id: string) => unknown,
  module: { exports: object },
  exports: object,
  process: object,
  global: object,
) => void

export interface PreloadSettings {
  readonly file: string
  readonly platform: string
  readonly versions: Readonly<Record<string, string | undefined>>
}

/** What main delivers: an answer when it has an id, else a push. */
export type FromMain =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly channel: string; readonly values: readonly unknown[] }

/** What the preload sends to main: a call when it has an id, else a message. */
export interface ToMain {
  readonly id?: number
  readonly channel: string
  readonly values: readonly unknown[]
}

interface Wire {
  readonly encode: typeof encode
  readonly decode: typeof decode
}

interface World {
  electronDoubleSend(text: string): void
  electronDoubleDeliver(batch: readonly string[]): void
}

export function runPreload(
  settings: PreloadSettings,
  bridge: BridgeEnd | undefined,
  wire: Wire,
  preload: Preload,
): void {
  if (!bridge) return
  const world = globalThis as unknown as World
  const ipcRenderer = createIpcRenderer(wire, world)
  const electron = {
    ipcRenderer,
    contextBridge: { exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api) },
    webUtils: { getPathForFile: () => '' },
  }
  const require = (id: string): unknown => {
    if (id === 'electron' || id === 'electron/renderer') return electron
    throw new Error(`module not found: ${id}`)
  }
  const { platform, versions } = settings
  const process = { type: 'renderer', sandboxed: true, contextIsolated: true, platform, versions, env: {} }
  const module = { exports: {} }
  try {
    preload(require, module, module.exports, process, globalThis)
  } catch (error) {
    console.error(`Unable to load preload script: ${settings.file}`, error)
  }
}

function createIpcRenderer(wire: Wire, world: World): object {
  const listeners = new Map<string, Set<Listener>>()
  const waiting = new Map<number, (answer: FromMain) => void>()
  let lastId = 0
  const send = (message: ToMain): void => world.electronDoubleSend(wire.encode(message))
  const invoke = (channel: string, ...values: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      send({ id, channel, values })
      waiting.set(id, (answer) => {
        if ('error' in answer) reject(new Error(`Error invoking remote method '${channel}': ${answer.error}`))
        else if ('value' in answer) resolve(answer.value)
      })
    })
  const ipcRenderer = {
    ...createSubscriptions(listeners),
    send: (channel: string, ...values: unknown[]): void => send({ channel, values }),
    invoke,
  }
  world.electronDoubleDeliver = (batch) => {
    for (const text of batch) {
      const message = wire.decode(text) as FromMain
      if ('channel' in message) push(listeners.get(message.channel), ipcRenderer, message.values)
      else {
        waiting.get(message.id)?.(message)
        waiting.delete(message.id)
      }
    }
  }
  return ipcRenderer
}

function createSubscriptions(listeners: Map<string, Set<Listener>>): object {
  const on = (channel: string, listener: Listener): object => {
    const set = listeners.get(channel) ?? new Set()
    listeners.set(channel, set.add(listener))
    return subscriptions
  }
  const off = (channel: string, listener: Listener): object => {
    listeners.get(channel)?.delete(listener)
    return subscriptions
  }
  const once = (channel: string, listener: Listener): object => {
    const first: Listener = (event, ...values) => {
      off(channel, first)
      listener(event, ...values)
    }
    return on(channel, first)
  }
  const removeAllListeners = (channel: string): object => {
    listeners.delete(channel)
    return subscriptions
  }
  const subscriptions = { on, once, off, addListener: on, removeListener: off, removeAllListeners }
  return subscriptions
}

function push(listeners: Set<Listener> | undefined, sender: object, values: readonly unknown[]): void {
  for (const listener of Array.from(listeners ?? [])) {
    try {
      listener({ sender, ports: [] }, ...values)
    } catch (error) {
      // One listener's failure must reach the console without stopping the others.
      setTimeout(() => {
        throw error
      })
    }
  }
}

/** The functions above as one script text. */
export function runtimeSource(): string {
  return [runPreload, createIpcRenderer, createSubscriptions, push].map(String).join('\n')
}
