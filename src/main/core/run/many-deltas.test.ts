import { expect, test } from 'vitest'
import { textOf } from '../../../contract/message.ts'
import type { FakeClock } from '../testing/fake-clock.ts'
import { startFixture } from '../testing/live-run-fixture.ts'
import { createScriptedModel, saying, type ScriptedRound } from '../testing/scripted-model.ts'

test('PV-29 a hundred thousand letters in a second are shown once a frame and stored once an interval', async () => {
  let clock: FakeClock | undefined
  const tenMs = Array.from({ length: 1_000 }, () => ({ type: 'text-delta', text: 'x' }) as const)
  const later = async () => clock?.advance(10)
  const round: ScriptedRound = [
    ...Array.from({ length: 100 }, () => [...tenMs, later]).flat(),
    ...saying('x'.repeat(100_000)).filter((step) => typeof step === 'object' && step.type === 'finished'),
  ]
  const fixture = await startFixture(createScriptedModel([round]))
  clock = fixture.clock
  await fixture.live.ended
  const shown = fixture.live.events().filter(({ type }) => type === 'text-delta')
  expect(shown.length).toBeGreaterThan(30)
  expect(shown.length).toBeLessThanOrEqual(1_000 / 16 + 2)
  // One commit each 50 ms, and those of the beginning and the end.
  expect(fixture.store.commits.length).toBeLessThanOrEqual(1_000 / 50 + 6)
  expect(textOf(fixture.live.transcript().messages.at(-1)!)).toBe('x'.repeat(100_000))
})
