import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { providerIdOf } from '../../contract/id.ts'
import { startWireServer, type WireServer } from '../../../e2e/wire/server.ts'
import { systemClock } from '../config/system-clock.ts'
import type { ProviderBrand } from '../core/ports/provider-brand.ts'
import { noOverrides } from '../core/ports/overrides.ts'
import { createConnections } from '../core/provider/connections.ts'
import { createKeyRing } from '../core/provider/key-ring.ts'
import { findLocalServers } from '../core/provider/local-servers.ts'
import { createProviderList } from '../core/provider/provider-list.ts'
import { createSettingsBook } from '../core/provider/settings.ts'
import { fakeSecrets, fakeSettings } from '../core/testing/fake-providers.ts'
import { brands } from './catalog.ts'
import { createModelClientFactory } from './create-model-client.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function wire(models: readonly string[]): Promise<WireServer> {
  const server = await startWireServer()
  server.models = models
  closing.push(() => server.close())
  return server
}

/** A server that is none of models: it says this, or nothing at all. */
async function other(page?: string): Promise<string> {
  const server: Server = createServer((_, response) => void (page !== undefined && response.end(page)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
}

/** Looks for these brands, each at that address. */
async function find(urls: Readonly<Record<string, string>>, settings = {}, keys = {}) {
  const rows = Object.entries(urls).map(([id, baseUrl]): ProviderBrand => {
    const name = id
    return {
      id: providerIdOf(id),
      name,
      protocol: 'openai-chat',
      baseUrl,
      defaultModel: '',
      needsKey: false,
      local: true,
    }
  })
  const book = createSettingsBook(fakeSettings(settings), noOverrides)
  const ring = createKeyRing(systemClock)
  const list = createProviderList(rows, book, fakeSecrets(keys), ring)
  const factory = createModelClientFactory({ clock: systemClock, userAgent: 'Parley/test' })
  return findLocalServers(list, createConnections(list, factory, systemClock, ring))
}

test('servers of models on this computer are found with their models; pages, silence and closed ports are not', async () => {
  const server = await wire(['llama3.2', 'qwen3'])
  const closed = await startWireServer()
  await closed.close()
  const found = await find({
    ollama: `${server.url}/v1`,
    web: await other('<html>Hello</html>'),
    json: await other('{"hello":1}'),
    silent: await other(),
    closed: `${closed.url}/v1`,
  })
  expect(found).toEqual([{ providerId: 'ollama', models: ['llama3.2', 'qwen3'] }])
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined])
})

test('nobody is asked who is in use already, has a key, or is not on this computer', async () => {
  const server = await wire(['m'])
  const url = `${server.url}/v1`
  const settings = { providers: { used: { defaultModel: 'm' } } }
  const found = await find({ used: url, keyed: url, far: 'http://192.0.2.1:11434/v1' }, settings, {
    'provider.keyed.key': 'k',
  })
  expect(found).toEqual([])
  expect(server.requests).toEqual([])
})

test('the ports are those that the programs take unless told otherwise', () => {
  const ports = brands.filter(({ local }) => local).map(({ id, baseUrl }) => [id, new URL(baseUrl).port])
  expect(Object.fromEntries(ports)).toEqual({
    ollama: '11434',
    'lm-studio': '1234',
    'llama-cpp': '8080',
    vllm: '8000',
  })
})
