import { expect, test } from 'vitest'
import { providerIdOf } from '../../contract/id.ts'
import { createFakeTransport } from '../transport/fake/fake-transport.ts'
import type { Transport } from '../transport/transport.ts'
import { createProviders } from './providers.ts'

test('a test that is asked for while a key is being kept waits for it, and its outcome stays', async () => {
  const core = createFakeTransport({})
  const asked: string[] = []
  const gate = Promise.withResolvers<void>()
  const transport: Transport = {
    ...core,
    async invoke(name, input) {
      if (name === 'providers.set-key') await gate.promise
      asked.push(name)
      return core.invoke(name, input)
    },
  }
  const providers = createProviders(transport)
  await providers.load()
  const openai = providerIdOf('openai')
  asked.length = 0
  const kept = providers.setKey(openai, 'sk-1')
  const tested = providers.test(openai)
  gate.resolve()
  await kept
  const outcome = await tested
  expect(asked.slice(0, 2)).toEqual(['providers.set-key', 'providers.test'])
  expect(outcome.kind).toBe('passed')
  expect(providers.store.getState().tests[openai]).toEqual(outcome)
})
