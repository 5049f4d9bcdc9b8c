import { fork } from 'node:child_process'
import { once } from 'node:events'

export interface WireProcess {
  /** Without a slash at the end. */
  readonly url: string
  close(): void
}

/** Starts the provider in a process of its own. */
export async function startWire(): Promise<WireProcess> {
  const child = fork(new URL('./wire.ts', import.meta.url))
  const [port] = await once(child, 'message')
  return { url: `http://127.0.0.1:${String(port)}`, close: () => child.disconnect() }
}
