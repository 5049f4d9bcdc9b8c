import { describe, expect, test } from 'vitest'
import { providerIdOf } from '../../../contract/id.ts'
import { canary, session, setUpProviders } from '../testing/provider-fixture.ts'

const openai = providerIdOf('openai')
const keys = { 'provider.openai.key': canary }
const secret = 'header-canary-4711'

function setUp() {
  const world = setUpProviders({ keys })
  const endpoint = async () => {
    await world.connections.connect('openai', session)
    return world.endpoints.at(-1)
  }
  const shown = async () => JSON.stringify([world.store.written, await world.providers.views()])
  return { ...world, endpoint, shown }
}

describe('PV-40 a proxy of one’s own', () => {
  test('is kept without its credentials, which lie with the keys', async () => {
    const { providers, endpoint, shown, secrets } = setUp()
    const view = await providers.update(openai, {
      proxy: { kind: 'url', url: `http://ada:${secret}%21@proxy.example:3128/` },
    })
    const url = 'http://proxy.example:3128'
    expect(view.advanced).toMatchObject({ proxy: { kind: 'url', url }, proxySecret: true })
    expect(await endpoint()).toMatchObject({ network: { proxy: { url, credentials: `ada:${secret}!` } } })
    expect(await shown()).not.toContain(secret)
    await providers.update(openai, { proxy: { kind: 'url', url } })
    expect(await secrets.get('provider.openai.proxy')).toBe(`ada:${secret}!`)
  })

  test('takes its credentials with it when it goes', async () => {
    const { providers, endpoint, secrets } = setUp()
    await providers.update(openai, { proxy: { kind: 'url', url: `http://ada:${secret}@one:1` } })
    const view = await providers.update(openai, { proxy: { kind: 'url', url: 'http://two:2' } })
    expect(view.advanced).toMatchObject({ proxySecret: false })
    expect((await endpoint())?.network).toEqual({ proxy: { url: 'http://two:2' }, selfSigned: false })
    await providers.update(openai, { proxy: { kind: 'url', url: `http://ada:${secret}@one:1` } })
    await providers.update(openai, { proxy: null })
    expect(await endpoint()).toMatchObject({ network: { proxy: 'environment' } })
    expect(await secrets.get('provider.openai.proxy')).toBeUndefined()
  })

  test.each(['socks5://ada:secret@proxy:1', 'http://', 'ftp://proxy'])('%s is refused', async (url) => {
    const refused = setUp().providers.update(openai, { proxy: { kind: 'url', url } })
    await expect(refused).rejects.toMatchObject({
      failure: { code: 'proxy-invalid', message: expect.not.stringContaining('secret') },
    })
  })
})

test('PV-41 what is signed by itself is accepted at one address only', async () => {
  const { providers, endpoint } = setUp()
  await providers.update(openai, { baseUrl: 'https://box.local:8443/v1' })
  expect(await endpoint()).toMatchObject({ network: { selfSigned: false } })
  await providers.update(openai, { selfSigned: true })
  expect(await endpoint()).toMatchObject({ network: { selfSigned: true } })
  const moved = await providers.update(openai, { baseUrl: 'https://other.local:8443/v1' })
  expect(moved.advanced).toMatchObject({ selfSigned: false })
  expect(await endpoint()).toMatchObject({ network: { selfSigned: false } })
  await providers.update(openai, { baseUrl: 'https://box.local:8443/v2', selfSigned: false })
  expect(await endpoint()).toMatchObject({ network: { selfSigned: false } })
})

describe('headers and fields of one’s own', () => {
  test('G5 a header’s value lies with the keys, and goes when the header goes', async () => {
    const { providers, endpoint, shown, secrets } = setUp()
    const view = await providers.setHeader(openai, 'x-team', secret)
    expect(view.advanced).toMatchObject({ headers: ['x-team'] })
    expect(await endpoint()).toMatchObject({ headers: { 'x-team': secret } })
    expect(await shown()).not.toContain(secret)
    expect(await providers.removeHeader(openai, 'x-team')).toMatchObject({ advanced: { headers: [] } })
    expect(await secrets.get('provider.openai.header.x-team')).toBeUndefined()
    expect((await endpoint())?.headers).toEqual({})
  })

  test('G5 nothing of a provider is left in the key store when it is removed', async () => {
    const { providers, secrets } = setUp()
    await providers.setHeader(openai, 'x-team', secret)
    await providers.update(openai, { proxy: { kind: 'url', url: `http://ada:${secret}@one:1` } })
    await providers.remove(openai)
    for (const name of ['key', 'proxy', 'header.x-team'])
      expect(await secrets.get(`provider.openai.${name}`)).toBeUndefined()
  })

  test.each(['authorization', 'x-api-key', 'host', 'content-length', 'proxy-authorization', 'user-agent'])(
    'G5 the header %s is Parley’s own',
    async (name) => {
      const { providers, secrets } = setUp()
      const refused = providers.setHeader(openai, name, secret)
      await expect(refused).rejects.toMatchObject({ failure: { code: 'header-reserved' } })
      expect(await secrets.get(`provider.openai.header.${name}`)).toBeUndefined()
    },
  )

  test('fields go into the body, except those that are the question', async () => {
    const { providers, endpoint } = setUp()
    const body = { temperature: 0.7, provider: { order: ['a'] } }
    expect(await providers.update(openai, { body })).toMatchObject({ advanced: { body } })
    expect(await endpoint()).toMatchObject({ body })
    const refused = providers.update(openai, { body: { messages: [] } })
    await expect(refused).rejects.toMatchObject({ failure: { code: 'body-field-reserved' } })
    expect(await providers.update(openai, { body: null })).toMatchObject({ advanced: { body: {} } })
  })
})
