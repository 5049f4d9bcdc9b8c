import { expect, test } from 'vitest'
import { createFakeTransport } from '../transport/fake/fake-transport.ts'
import { fakeAnthropic, fakeDemo } from '../transport/fake/fake-world.ts'
import { modelForNext } from './model-choice.ts'

const ready = { ...fakeAnthropic, usable: true }
const settings = createFakeTransport({ settings: { providerId: ready.id, model: 'claude' } }).world.settings
const runBy = (providerId: typeof ready.id, model: string) => {
  const { runs } = createFakeTransport({ settings: { providerId, model } })
  return runs.start({ text: 'Hello' }).run
}
const inputs = { picked: undefined, runs: [], settings, providers: [ready, fakeDemo] }

test('what was picked goes before what answered last, and that before the default', () => {
  const last = [runBy(ready.id, 'older')]
  const picked = { providerId: fakeDemo.id, model: 'demo' }
  expect(modelForNext({ ...inputs, runs: last, picked })).toEqual(picked)
  expect(modelForNext({ ...inputs, runs: last })).toEqual({ providerId: ready.id, model: 'older' })
  expect(modelForNext(inputs)).toEqual({ providerId: ready.id, model: 'claude' })
})

test('a chat that the demo began, or whose provider is gone, goes on with the default', () => {
  const byDemo = [runBy(fakeDemo.id, 'demo')]
  expect(modelForNext({ ...inputs, runs: byDemo })?.model).toBe('claude')
  const gone = {
    ...inputs,
    runs: [runBy(ready.id, 'older')],
    providers: [{ ...ready, usable: false }, fakeDemo],
  }
  expect(modelForNext(gone)?.model).toBe('claude')
})
