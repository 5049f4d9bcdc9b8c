import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isEnded } from '../../src/contract/run.ts'
import { playScenario } from './run-scenario.ts'
import { brokenBodies } from './scenarios/broken-bodies.ts'
import { oddBodies } from './scenarios/odd-bodies.ts'
import { toolCalls } from './scenarios/tool-calls.ts'
import { wireForms } from './wire-form.ts'

const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)
beforeAll(() => void process.on('unhandledRejection', note))
afterAll(() => void process.off('unhandledRejection', note))

const scenarios = [...brokenBodies, ...oddBodies, ...toolCalls]

describe.each(wireForms)('$protocol, streamed: $streamed', (form) => {
  const here = scenarios.filter(({ where }) => where?.(form) ?? true)

  test.each(here)('$name', async (scenario) => {
    const played = await playScenario(scenario, form)
    const { status, code, reason, ...seen } = scenario.outcome(form)
    expect({
      status: played.run.status,
      code: played.run.failure?.code,
      reason: played.run.incompleteReason,
    }).toEqual({ status, code, reason })
    expect({ ...played, requests: played.requests.length }).toMatchObject(seen)
    expect(isEnded(played.run.status)).toBe(true)
    expect(played.events.filter(({ type }) => type === 'run-ended')).toHaveLength(1)
    expect(played.events.at(-1)?.type).toBe('run-ended')
    expect(played.deltaText).toBe(form.streamed ? played.text : '')
  })
})

test('nothing was rejected that nobody waited for', () => {
  expect(unhandled).toEqual([])
})
