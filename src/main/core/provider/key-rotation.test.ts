import { describe, expect, test } from 'vitest'
import { providerIdOf } from '../../../contract/id.ts'
import type { FailureCode } from '../../../contract/failure.ts'
import { failureOf, ParleyError } from '../errors.ts'
import type {
  ModelClient,
  ModelEndpoint,
  ModelEvent,
  ModelFailure,
  ModelRequest,
} from '../ports/model-client.ts'
import { session, setUpProviders } from '../testing/provider-fixture.ts'
import { createScriptedModel, saying } from '../testing/scripted-model.ts'

const openai = providerIdOf('openai')
const request: ModelRequest = { model: 'm', messages: [], tools: [], parallelTools: true }
const signal = new AbortController().signal
const hour = 3_600_000
const [first, second, third] = ['sk-first-0123456789ab', 'sk-second-0123456789', 'sk-third-01234567890']

const failed = (code: FailureCode, more: Partial<ModelFailure> = {}, status = '401'): ModelFailure => ({
  type: 'failed',
  failure: failureOf(code, { params: { provider: 'OpenAI', status } }),
  ...more,
})

/** A provider with keys; `answers` says what each of them gets now, text where it says nothing. */
async function setUp(...keys: readonly string[]) {
  const answers = new Map<string, ModelFailure>()
  const asked: string[] = []
  const client = ({ credentials }: ModelEndpoint): ModelClient => {
    const key = credentials?.value ?? ''
    const answer = () => {
      asked.push(key)
      const refusal = answers.get(key)
      return createScriptedModel([refusal ? [refusal] : saying('Hello.')])
    }
    return {
      stream: (question, call) => answer().stream(question, call),
      complete: (question, call) => answer().complete(question, call),
      async embed({ texts, model }) {
        asked.push(key)
        const { failure } = answers.get(key) ?? {}
        if (failure) throw new ParleyError(failure.code, { params: failure.params ?? {} })
        return { vectors: texts.map(() => [1]), model }
      },
      async listModels() {
        asked.push(key)
        const { failure } = answers.get(key) ?? {}
        if (failure) throw new ParleyError(failure.code, { params: failure.params ?? {} })
        return []
      },
    }
  }
  const world = setUpProviders({ client })
  for (const key of keys) await world.providers.addKey(openai, key)
  const ask = async () => (await world.connections.connect('openai', session)).complete(request, { signal })
  const states = async () =>
    (await world.providers.views()).find(({ id }) => id === openai)?.advanced?.keys.map(({ state }) => state)
  return { ...world, answers, asked, ask, states }
}

describe('PV-02 a key that is refused', () => {
  test('is passed over for the next one, marked, and not asked again', async () => {
    const { answers, asked, ask, states, ring } = await setUp(first, second)
    const told: string[] = []
    ring.watch((providerId) => told.push(providerId))
    answers.set(first, failed('key-refused'))
    expect(await ask()).toMatchObject({ type: 'finished' })
    expect(await ask()).toMatchObject({ type: 'finished' })
    expect(asked).toEqual([first, second, second])
    expect(await states()).toEqual(['refused', 'ready'])
    expect(told).toEqual(['openai'])
  })

  test('is asked again once something was changed', async () => {
    const { answers, asked, ask, ring } = await setUp(first, second)
    answers.set(first, failed('quota-exhausted'))
    await ask()
    answers.clear()
    answers.set(second, failed('rate-limited', { retryAfterMs: hour }))
    ring.forget(openai)
    expect(await ask()).toMatchObject({ type: 'finished' })
    expect(asked).toEqual([first, second, second, first])
  })

  test('ends the run when it was the last, and is then not asked at all', async () => {
    const { answers, asked, ask } = await setUp(first, second)
    for (const key of [first, second]) answers.set(key, failed('key-refused'))
    for (let n = 0; n < 3; n++) expect(await ask()).toMatchObject({ failure: { code: 'key-refused' } })
    expect(asked).toEqual([first, second])
  })

  test('is not to blame where a gateway forbids', async () => {
    const { answers, asked, ask, states } = await setUp(first, second)
    answers.set(first, failed('key-refused', {}, '403'))
    expect(await ask()).toMatchObject({ failure: { code: 'key-refused' } })
    expect(asked).toEqual([first])
    expect(await states()).toEqual(['ready', 'ready'])
  })

  test('is passed over in the list of models too', async () => {
    const { answers, asked, connections } = await setUp(first, second)
    answers.set(first, failed('key-refused'))
    expect(await connections.test('openai')).toMatchObject({ modelCount: 0 })
    expect(asked).toEqual([first, second])
    answers.set(second, failed('provider-broken'))
    await expect(connections.test('openai')).rejects.toMatchObject({ failure: { code: 'provider-broken' } })
  })
})

describe('PV-07 a key that is limited', () => {
  test('is passed over at once, and the next one stays in use', async () => {
    const { answers, asked, ask, clock, states } = await setUp(first, second, third)
    answers.set(first, failed('rate-limited', { retryAfterMs: hour }))
    expect(await ask()).toMatchObject({ type: 'finished' })
    expect(await states()).toEqual(['limited', 'ready', 'ready'])
    clock.advance(hour)
    expect(await states()).toEqual(['ready', 'ready', 'ready'])
    await ask()
    expect(asked).toEqual([first, second, second])
  })

  test('makes the run wait only when all are, and then for the first that is free', async () => {
    const { answers, asked, ask, clock } = await setUp(first, second)
    answers.set(first, failed('rate-limited', { retryAfterMs: hour }))
    answers.set(second, failed('rate-limited', { retryAfterMs: 2 * hour }))
    expect(await ask()).toMatchObject({ failure: { code: 'rate-limited' }, retryAfterMs: hour })
    expect(asked).toEqual([first, second])
    answers.clear()
    clock.advance(hour)
    expect(await ask()).toMatchObject({ type: 'finished' })
    expect(asked.at(-1)).toBe(first)
  })

  test('PV-09 is asked all the same when the user does not want to wait', async () => {
    const { answers, asked, ask, clock } = await setUp(first, second)
    answers.set(first, failed('rate-limited', { retryAfterMs: 2 * hour }))
    answers.set(second, failed('rate-limited', { retryAfterMs: hour }))
    await ask()
    clock.advance(hour / 2)
    expect(await ask()).toMatchObject({ failure: { code: 'rate-limited' }, retryAfterMs: hour })
    expect(asked).toEqual([first, second, second])
  })

  test('PV-19 after the first word there is no second key', async () => {
    const { answers, asked, connections, endpoints } = await setUp(first, second)
    answers.set(first, failed('rate-limited'))
    const model = createScriptedModel([[{ type: 'text-delta', text: 'Half' }, failed('rate-limited')]])
    const broken = setUpProviders({ client: () => model })
    for (const key of [first, second]) await broken.providers.addKey(openai, key)
    const events: ModelEvent[] = []
    const stream = (await broken.connections.connect('openai', session)).stream(request, { signal })
    for await (const event of stream) events.push(event)
    expect(events).toMatchObject([{ text: 'Half' }, { failure: { code: 'rate-limited' } }])
    expect(model.requests).toHaveLength(1)
    const whole = (await connections.connect('openai', session)).stream(request, { signal })
    for await (const event of whole) events.push(event)
    expect(events.at(-1)).toMatchObject({ type: 'finished' })
    expect(asked).toEqual([first, second])
    expect(endpoints).toHaveLength(2)
  })
})

describe('keys', () => {
  test('G5 lie in the key store under numbers, and are shown by their ends only', async () => {
    const { providers, secrets, store } = await setUp(first, second)
    expect(await secrets.get('provider.openai.key')).toBe(first)
    expect(await secrets.get('provider.openai.key.2')).toBe(second)
    const shown = JSON.stringify([store.written, await providers.views()])
    for (const key of [first, second]) expect(shown).not.toContain(key)
    expect(shown).toContain('sk-…6789')
  })

  test('the next one takes the place of the first when that is removed', async () => {
    const { providers, secrets, ask, asked } = await setUp(first, second, third)
    expect(await providers.removeKey(openai)).toMatchObject({
      advanced: { keys: [{ number: 1 }, { number: 3 }] },
    })
    await ask()
    expect(asked).toEqual([second])
    await providers.removeKey(openai, 3)
    expect(await providers.removeKey(openai)).toMatchObject({ keySource: 'none', usable: false })
    for (const name of ['key', 'key.2', 'key.3'])
      expect(await secrets.get(`provider.openai.${name}`)).toBeUndefined()
  })

  test('of a provider that is removed go all', async () => {
    const { providers, secrets } = await setUp(first, second)
    await providers.remove(openai)
    for (const name of ['key', 'key.2']) expect(await secrets.get(`provider.openai.${name}`)).toBeUndefined()
  })

  test('one of the environment stands alone', async () => {
    const credentials = { openai: { kind: 'key', value: third } } as const
    const { providers, connections, endpoints } = setUpProviders({ overrides: { credentials } })
    for (const key of [first, second]) await providers.addKey(openai, key)
    await connections.connect('openai', session)
    expect(endpoints.map((endpoint) => endpoint.credentials?.value)).toEqual([third])
  })
})
