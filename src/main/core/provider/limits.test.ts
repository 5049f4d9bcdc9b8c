import { expect, test } from 'vitest'
import { providerIdOf } from '../../../contract/id.ts'
import { canary, session, setUpProviders } from '../testing/provider-fixture.ts'

const openai = providerIdOf('openai')
const keys = { 'provider.openai.key': canary }
const general = { firstByteMs: 300_000, idleMs: 60_000, totalMs: 3_600_000 }

test('PV-18 a provider has the limits of all until it gets its own', async () => {
  const { connections, endpoints, providers } = setUpProviders({ keys })
  await connections.connect('openai', session)
  await providers.update(openai, { limits: { firstByteMs: 20_000, totalMs: 90_000 } })
  await connections.connect('openai', session)
  expect(endpoints.map(({ limits }) => limits)).toEqual([
    general,
    { firstByteMs: 20_000, idleMs: 60_000, totalMs: 90_000 },
  ])
})

test('PV-18 a limit can be taken back, and other changes leave it alone', async () => {
  const { providers, store } = setUpProviders({ keys })
  await providers.update(openai, { limits: { idleMs: 5_000 } })
  expect(await providers.update(openai, { defaultModel: 'gpt-2' })).toMatchObject({
    advanced: { limits: { idleMs: 5_000 }, defaultLimits: general },
  })
  expect(await providers.update(openai, { limits: null })).toMatchObject({ advanced: { limits: {} } })
  expect(store.read().providers[openai]).toEqual({ defaultModel: 'gpt-2' })
})

test.each([
  'http://127.0.0.1:11434/v1',
  'http://[::1]:1234/v1',
  'http://192.168.1.20/v1',
  'http://box.local/v1',
])('PV-18 a local model at %s may take half an hour to its first byte', async (baseUrl) => {
  const { connections, endpoints, providers } = setUpProviders({})
  const own = await providers.add({ name: 'Own', protocol: 'openai-chat', baseUrl })
  await connections.connect(own.id, session)
  expect(endpoints[0]?.limits).toEqual({ ...general, firstByteMs: 1_800_000 })
  await providers.update(own.id, { limits: { firstByteMs: 1_000 } })
  await connections.connect(own.id, session)
  expect(endpoints[1]?.limits.firstByteMs).toBe(1_000)
})

test('PV-18 a longer limit of all holds for local models too', async () => {
  const limits = { ...general, toolMs: 60_000, clientToolMs: 600_000, firstByteMs: 7_200_000 }
  const { connections, endpoints, providers } = setUpProviders({ settings: { limits } })
  const own = await providers.add({
    name: 'Own',
    protocol: 'openai-chat',
    baseUrl: 'http://localhost:8080/v1',
  })
  await connections.connect(own.id, session)
  expect(endpoints[0]?.limits.firstByteMs).toBe(7_200_000)
})
