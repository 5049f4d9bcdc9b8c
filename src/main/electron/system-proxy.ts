import { session } from 'electron'
import { proxyInAnswer } from '../config/system-proxy.ts'

/** What the system, a file of proxy auto-configuration included, says about an address. */
export async function systemProxy(url: string): Promise<string | undefined> {
  return proxyInAnswer(await session.defaultSession.resolveProxy(url))
}
