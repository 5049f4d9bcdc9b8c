import { once } from 'node:events'
import type { LookupFunction, Socket } from 'node:net'
import { buildConnector } from 'undici'
import { expect, test } from 'vitest'
import { startWireServer } from '../../../e2e/wire/server.ts'
import { createConnector } from './connector.ts'

// The address of IPv6 first, where nobody listens.
const lookup: LookupFunction = (_, __, found) =>
  found(null, [
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ])
const build: typeof buildConnector = (options) => buildConnector({ ...options, lookup })

test('PV-16 where the address of IPv6 is dead, that of IPv4 is used', async () => {
  const server = await startWireServer()
  const connect = await createConnector(build, { proxy: 'none', selfSigned: false }, { variables: {} })
  const { port } = new URL(server.url)
  const socket = await new Promise<Socket>((resolve, reject) =>
    connect({ hostname: 'provider.test', protocol: 'http:', port }, (error, opened) =>
      error === null ? resolve(opened) : reject(error),
    ),
  )
  expect(socket.remoteAddress).toBe('127.0.0.1')
  socket.destroy()
  await once(socket, 'close')
  await server.close()
})
