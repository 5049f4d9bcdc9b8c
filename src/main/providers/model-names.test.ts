import { describe, expect, test } from 'vitest'
import { providerIdOf } from '../../contract/id.ts'
import { setUpProviders, type ProvidersGiven } from '../core/testing/provider-fixture.ts'
import { brands } from './catalog.ts'
import { createPriceCatalogue } from './price-catalogue.ts'

const catalogue = createPriceCatalogue()

function keysOf(...ids: readonly string[]): NonNullable<ProvidersGiven['overrides']> {
  return {
    credentials: Object.fromEntries(ids.map((id) => [id, { kind: 'key' as const, value: `key-of-${id}` }])),
  }
}

async function resolved(model: string, overrides: NonNullable<ProvidersGiven['overrides']>) {
  const { choice } = setUpProviders({ brands, catalogue, overrides: { ...overrides, model } })
  const { providerId, model: id } = await choice.resolve({})
  return `${providerId} ${id}`
}

describe('a model that is named without its provider', () => {
  test.each([
    ['gpt-4o-mini', ['openai'], 'openai gpt-4o-mini'],
    ['gpt-4o', ['anthropic', 'openai'], 'openai gpt-4o'],
    ['gpt-4o-2024-08-06', ['openai'], 'openai gpt-4o-2024-08-06'],
    ['claude-4-sonnet', ['openai', 'anthropic'], 'anthropic claude-sonnet-4-0'],
    ['claude-sonnet-4.5', ['anthropic'], 'anthropic claude-sonnet-4-5'],
    ['gemini-2.0-flash', ['openai', 'gemini'], 'gemini gemini-2.0-flash'],
    ['llama-3.3-70b', ['groq'], 'groq llama-3.3-70b-versatile'],
    ['llama-3.3-70b', ['together', 'openai'], 'together meta-llama/Llama-3.3-70B-Instruct-Turbo'],
    ['claude-4-sonnet', ['openrouter'], 'openrouter anthropic/claude-sonnet-4'],
  ])('S2-4 %s with keys of %s is %s', async (name, keys, expected) => {
    expect(await resolved(name, keysOf(...keys))).toBe(expected)
  })

  test('S2-3 is its maker’s where nobody has a key, so that the missing key is named', async () => {
    expect(await resolved('claude-4-sonnet', {})).toBe('anthropic claude-sonnet-4-0')
    expect(await resolved('gpt-4o', {})).toBe('openai gpt-4o')
  })

  test('S2-3 counts in the settings and in a single run too', async () => {
    const given = { brands, catalogue, overrides: keysOf('openai', 'anthropic') }
    const inSettings = setUpProviders({ ...given, settings: { model: 'claude-4-sonnet' } })
    expect(await inSettings.choice.effective()).toMatchObject({
      providerId: 'anthropic',
      model: 'claude-sonnet-4-0',
    })
    const { choice } = setUpProviders(given)
    expect(await choice.resolve({ model: 'claude-4-sonnet' })).toMatchObject({ providerId: 'anthropic' })
  })

  test('S2-4 that nobody knows is refused with the names that are near; the settings are shown all the same', async () => {
    const overrides = { ...keysOf('openai', 'anthropic'), model: 'gtp-4o-mini' }
    const { choice } = setUpProviders({ brands, catalogue, overrides })
    await expect(choice.resolve({})).rejects.toMatchObject({
      failure: { code: 'model-unresolved', message: expect.stringContaining('gpt-4o-mini') as string },
    })
    expect(await choice.effective()).toMatchObject({ providerId: 'openai', model: 'gtp-4o-mini' })
    await expect(resolved('zzzz', keysOf('openai'))).rejects.toMatchObject({
      failure: { code: 'model-unheard' },
    })
  })

  test('goes as it is to a provider that is named, and to an address of one’s own', async () => {
    const named = { ...keysOf('openai'), providerId: providerIdOf('openai') }
    expect(await resolved('gpt-99', named)).toBe('openai gpt-99')
    const own = { ...keysOf('openai'), baseUrls: { openai: 'http://127.0.0.1:9/v1' } }
    expect(await resolved('claude-4-sonnet', own)).toBe('openai claude-4-sonnet')
  })
})
