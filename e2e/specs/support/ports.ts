import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port that another program has, until it gives it back. */
export async function takePort(): Promise<{ readonly port: number; readonly giveBack: () => Promise<void> }> {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  if (typeof address !== 'object' || !address) throw new Error('no address')
  return {
    port: address.port,
    giveBack: () => new Promise((resolve) => other.close(() => resolve())),
  }
}
