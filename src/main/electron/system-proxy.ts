import { session } from 'electron'
import { proxyInAnswer } from '../config/system-proxy.ts'

// The page's own session has no way out, and says so.
const outside = 'system-proxy'

/** What the system, a file of proxy auto-configuration included, says about an address. */
export async function systemProxy(url: string): Promise<string | undefined> {
  return proxyInAnswer(await session.fromPartition(outside).resolveProxy(url))
}
