import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { partial } from './missing.ts'
import type { SchemeTable } from './schemes.ts'

/** `net`: fetch by Node instead of Chromium (no proxy settings, no cookies), plus files and the app's own schemes. */
export function createNet(schemes: SchemeTable) {
  return partial('net', {
    online: true,
    isOnline: (): boolean => true,
    async fetch(input: string | Request, init?: RequestInit): Promise<Response> {
      const address = typeof input === 'string' ? input : input.url
      if (address.startsWith('file:'))
        return new Response(new Uint8Array(await readFile(fileURLToPath(address))))
      const handler = schemes.handlerFor(address)
      return handler ? handler(new Request(input, init)) : fetch(input, init)
    },
  })
}
