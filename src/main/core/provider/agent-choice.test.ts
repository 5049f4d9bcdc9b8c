import { expect, test } from 'vitest'
import { newAgentWords } from '../../../contract/agent.ts'
import { providerIdOf } from '../../../contract/id.ts'
import type { Overrides } from '../ports/overrides.ts'
import { setUpProviders } from '../testing/provider-fixture.ts'

const openai = providerIdOf('openai')
const demo = providerIdOf('demo')
const agent = {
  ...newAgentWords,
  providerId: openai,
  model: 'large',
  parallelTools: true,
  generation: { temperature: 0.2 },
}

const choiceWith = (overrides: Partial<Overrides> = {}) =>
  setUpProviders({ settings: { providerId: demo, generation: { temperature: 1, maxTokens: 9 } }, overrides })
    .choice

test('an agent stands over the settings, wish by wish', async () => {
  expect(await choiceWith().resolve({}, agent)).toMatchObject({
    providerId: openai,
    model: 'large',
    parallelTools: true,
    generation: { temperature: 0.2, maxTokens: 9 },
  })
})

test('what an agent leaves open is as in the settings', async () => {
  expect(await choiceWith().resolve({}, newAgentWords)).toStrictEqual(await choiceWith().resolve({}))
})

test('a flag or a variable stands over the agent', async () => {
  const flags = { providerId: demo, model: 'of the flag', parallelTools: false }
  expect(await choiceWith(flags).resolve({}, agent)).toMatchObject({ providerId: demo, parallelTools: false })
  const named = choiceWith({ providerId: openai, model: 'of the flag' })
  expect(await named.resolve({}, agent)).toMatchObject({ providerId: openai, model: 'of the flag' })
})

test('what the caller chose for one run stands over all', async () => {
  const wish = { providerId: demo, model: 'mine', parallelTools: false, generation: { maxTokens: 1 } }
  expect(await choiceWith().resolve(wish, agent)).toMatchObject(wish)
})
