import { describe, expect, test } from 'vitest'
import { providerIdOf } from '../../../contract/id.ts'
import { canary, session, setUpProviders } from '../testing/provider-fixture.ts'
import { fakeBrands, fakeSecrets } from '../testing/fake-providers.ts'
import { checkBaseUrl } from './base-url.ts'
import { hintOf } from './provider-list.ts'

const openai = providerIdOf('openai')
const anthropic = providerIdOf('anthropic')

const environmentKey = { credentials: { anthropic: { kind: 'key', value: canary } } } as const

describe('which provider and model answer', () => {
  test('without any key it is the demo model', async () => {
    expect(await setUpProviders({}).choice.effective()).toMatchObject({
      providerId: 'demo',
      model: 'demo',
      overridden: [],
    })
  })

  test('a server of this computer is ready, and nobody’s default, only when somebody has set it up', async () => {
    const ollama = providerIdOf('ollama')
    const server = {
      id: ollama,
      name: 'Ollama',
      protocol: 'openai-chat',
      baseUrl: 'http://127.0.0.1:11434/v1',
    } as const
    const brands = [{ ...server, defaultModel: '', needsKey: false, local: true }, ...fakeBrands]
    const { choice, providers } = setUpProviders({ brands })
    const viewOfOllama = async () => (await providers.views()).find(({ id }) => id === ollama)
    expect(await viewOfOllama()).toMatchObject({ usable: false, local: true })
    await providers.update(ollama, { defaultModel: 'llama' })
    expect(await viewOfOllama()).toMatchObject({ usable: true })
    expect(await choice.effective()).toMatchObject({ providerId: 'demo' })
  })

  test('a key of a brand without a default model makes no default', async () => {
    const bare = { ...fakeBrands[0]!, id: providerIdOf('bare'), defaultModel: '', keyVariable: 'BARE_KEY' }
    const { choice } = setUpProviders({
      brands: [bare, ...fakeBrands],
      keys: { 'provider.bare.key': canary },
    })
    expect(await choice.effective()).toMatchObject({ providerId: 'demo' })
  })

  test('DU-20 a key that cannot be read on this computer takes its provider and no other, until it is set anew', async () => {
    const secrets = fakeSecrets({ 'provider.anthropic.key': canary }, ['provider.openai.key'])
    const { connections, providers } = setUpProviders({ secrets })
    const views = await providers.views()
    const viewOf = (wanted: string) => views.find(({ id }) => id === wanted)
    expect(viewOf(openai)).toMatchObject({ keySource: 'unreadable', usable: false })
    expect(viewOf(anthropic)).toMatchObject({ keySource: 'key-store', usable: true })
    const params = { provider: 'OpenAI', detail: 'the keyring is new' }
    await expect(connections.connect('openai', session)).rejects.toMatchObject({
      failure: { code: 'key-unreadable', params },
    })
    expect(await providers.setKey(openai, canary)).toMatchObject({ keySource: 'key-store', usable: true })
    await connections.connect('openai', session)
  })

  test('DU-20 a further key that can be read is enough, and a header that cannot is not left out unsaid', async () => {
    const keys = { 'provider.openai.key.2': canary }
    const further = { moreKeys: [2] }
    const oneOfTwo = setUpProviders({
      secrets: fakeSecrets(keys, ['provider.openai.key']),
      settings: { providers: { [openai]: further } },
    })
    await oneOfTwo.connections.connect('openai', session)
    const settings = { providers: { [openai]: { headers: ['x-team'] } } }
    const secrets = fakeSecrets({ 'provider.openai.key': canary }, ['provider.openai.header.x-team'])
    const { connections } = setUpProviders({ secrets, settings })
    await expect(connections.connect('openai', session)).rejects.toMatchObject({
      failure: { code: 'key-unreadable' },
    })
  })

  test('S0-10 a key in the environment makes its brand the default', async () => {
    const { choice } = setUpProviders({ overrides: environmentKey })
    expect(await choice.effective()).toMatchObject({ providerId: 'anthropic', model: 'claude' })
  })

  test('the settings beat what merely has a key, a flag beats the settings', async () => {
    const settings = { providerId: openai, model: 'gpt-x' }
    expect(await setUpProviders({ settings, overrides: environmentKey }).choice.effective()).toMatchObject({
      providerId: 'openai',
      model: 'gpt-x',
    })
    const { choice } = setUpProviders({
      settings,
      overrides: { ...environmentKey, providerId: anthropic, model: 'flagged' },
    })
    expect(await choice.effective()).toMatchObject({
      providerId: 'anthropic',
      model: 'flagged',
      overridden: ['providerId', 'model'],
    })
  })

  test('what the user changes beats the flag from then on, and only for that field', async () => {
    const { choice, book } = setUpProviders({
      overrides: { providerId: anthropic, model: 'flagged', streaming: false },
    })
    await book.update({ providerId: openai, model: 'chosen' })
    expect(await choice.effective()).toMatchObject({
      providerId: 'openai',
      model: 'chosen',
      streaming: false,
      overridden: ['streaming'],
    })
  })

  test('a model chosen for one provider is not sent to another', async () => {
    const { choice } = setUpProviders({ settings: { providerId: openai, model: 'gpt-x' } })
    expect(await choice.resolve({ providerId: anthropic })).toMatchObject({ model: 'claude' })
  })

  test('S0-12 an unknown provider is named with those that there are', async () => {
    const { choice } = setUpProviders({})
    await expect(choice.resolve({ providerId: providerIdOf('nobody') })).rejects.toThrow(
      'invalid provider: nobody. Known providers: openai, anthropic, demo.',
    )
  })
})

describe('changes of settings', () => {
  test('count at once, and are taken back when they cannot be written', async () => {
    const { book, store } = setUpProviders({})
    const written = book.update({ parallelTools: true })
    expect(book.current().parallelTools).toBe(true)
    await written
    store.write = () => Promise.reject(new Error('disk full'))
    const refused = book.update({ theme: 'dark' })
    await expect(refused).rejects.toThrow('disk full')
    expect(book.current()).toMatchObject({ parallelTools: true, theme: 'system' })
  })

  test('two at the same time are both kept', async () => {
    const { book, store } = setUpProviders({})
    await Promise.all([book.update({ parallelTools: true }), book.update({ streaming: false })])
    expect(store.written.at(-1)).toMatchObject({ parallelTools: true, streaming: false })
  })
})

describe('connections', () => {
  test('a missing key is told with the variable that would give it', async () => {
    await expect(setUpProviders({}).connections.connect('openai', session)).rejects.toMatchObject({
      failure: { code: 'key-missing', message: expect.stringContaining('OPENAI_API_KEY') },
    })
  })

  test('S0-9 an address of one’s own needs no key, and none is sent', async () => {
    const { connections, endpoints } = setUpProviders({
      overrides: { baseUrls: { openai: 'http://127.0.0.1:1234/v1/' } },
    })
    await connections.connect('openai', session)
    expect(endpoints[0]).toMatchObject({ baseUrl: 'http://127.0.0.1:1234/v1' })
    expect(endpoints[0]).not.toHaveProperty('credentials')
  })

  test('a client is used again until something about its endpoint changes', async () => {
    const { connections, endpoints, providers } = setUpProviders({ keys: { 'provider.openai.key': canary } })
    await connections.connect('openai', session)
    await connections.connect('openai', session)
    expect(endpoints).toHaveLength(1)
    await providers.setKey(openai, `${canary}-2`)
    await connections.connect('openai', session)
    expect(endpoints).toHaveLength(2)
  })
})

describe('providers on the screen', () => {
  test('a key can be recognised and not read', async () => {
    const { providers, store } = setUpProviders({})
    const view = await providers.setKey(openai, `  ${canary}\n`)
    expect(view).toMatchObject({ keySource: 'key-store', keyHint: 'sk-…cdef', usable: true })
    expect(JSON.stringify([view, store.written, await providers.views()])).not.toContain(canary)
    expect(hintOf('short-key')).toBe('…')
  })

  test('a provider of one’s own is added, changed and removed with its key', async () => {
    const { providers, store, choice, book } = setUpProviders({})
    const gateway = {
      name: 'Warehouse gateway',
      protocol: 'openai-chat',
      baseUrl: 'http://10.0.0.5/v1/',
    } as const
    const view = await providers.add(gateway)
    expect(view).toMatchObject({
      id: 'warehouse-gateway',
      baseUrl: 'http://10.0.0.5/v1',
      builtIn: false,
      usable: true,
    })
    expect(await providers.add(gateway)).toMatchObject({ id: 'warehouse-gateway-2' })
    await book.update({ providerId: view.id, model: 'm' })
    await providers.remove(view.id)
    expect(store.read().providers).not.toHaveProperty('warehouse-gateway')
    expect(await choice.effective()).toMatchObject({ providerId: 'demo' })
  })

  test.each([
    'ftp://host/v1',
    'host/v1',
    'https://user:secret@host/v1',
    'https://host/v1?x=1',
    'https://',
    'javascript:1',
  ])('the address %s is refused', (url) => expect(() => checkBaseUrl(url, 'X')).toThrow('The base URL'))
})
