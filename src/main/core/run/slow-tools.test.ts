import { expect, test } from 'vitest'
import { fakeToolSource, startFixture, userMessage } from '../testing/live-run-fixture.ts'
import { calling, createScriptedModel, saying } from '../testing/scripted-model.ts'

test('tools that take long to be known hold up the model and not the user’s message', async () => {
  const known = Promise.withResolvers<void>()
  const source = fakeToolSource({ echo: async (text) => text })
  const slow = { ...source, list: () => known.promise.then(() => source.list()) }
  const model = createScriptedModel([calling(['a', 'echo', '1']), saying('Done.')])
  const { live, store } = await startFixture(model, { source: slow })
  await live.begun
  expect(store.commits.flatMap(({ messages }) => messages)).toContainEqual(userMessage)
  expect(model.requests).toEqual([])
  known.resolve()
  await live.ended
  expect(live.transcript().calls).toMatchObject([{ status: 'completed' }])
})

test('tools that never come are not waited for by a stop', async () => {
  const source = { ...fakeToolSource({}), list: () => new Promise<never>(() => undefined) }
  const { live } = await startFixture(createScriptedModel([]), { source })
  await live.begun
  live.cancel()
  expect(await live.ended).toMatchObject({ status: 'cancelled' })
})
