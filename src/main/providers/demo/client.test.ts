import { expect, test } from 'vitest'
import { providerIdOf } from '../../../contract/id.ts'
import {
  describeModelClient,
  type ModelClientFixture,
  type Scenario,
} from '../../core/ports/model-client.conformance.ts'
import { createFakeClock } from '../../core/testing/fake-clock.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { offeredTools, questionOf } from '../testing/wire-fixture.ts'
import { createClient } from './client.ts'

const noWire = 'nothing goes over a wire'

describeModelClient('demo', {
  make: demoFixture,
  gaps: {
    reasoning: 'the demo model does not reason',
    'key-refused': 'needs no key',
    unreachable: noWire,
    cut: noWire,
    unanswered: noWire,
    silent: noWire,
    dripping: noWire,
  },
})

test('answers at a human pace: one word every 25 ms, none early', async () => {
  const clock = createFakeClock()
  const client = createClient({ providerId: providerIdOf('demo') }, { clock })
  const events = client.stream(questionOf('thanks'), { signal: new AbortController().signal })
  const iterator = events[Symbol.asyncIterator]()
  const first = iterator.next()
  clock.advance(24)
  expect(clock.waiting()).toBe(1)
  clock.advance(1)
  expect(await first).toEqual({ done: false, value: { type: 'text-delta', text: 'You ' } })
})

async function demoFixture(scenario: Scenario): Promise<ModelClientFixture> {
  const clock = scenario === 'held' ? afterOneWord() : instant()
  return {
    client: createClient({ providerId: providerIdOf('demo') }, { clock }),
    request: scenario === 'calls' ? bothTools : questionOf('hello'),
    arrived: Promise.resolve(),
    left: Promise.resolve(),
    advance: () => {},
    close: async () => {},
  }
}

const bothTools = questionOf('What is 15 * 25, and what time is it in Tokyo?', { tools: offeredTools })

function instant(): Clock {
  return {
    now: () => 0,
    elapsed: () => 0,
    after: (_, call) => (queueMicrotask(call), () => {}),
    onWake: () => () => {},
  }
}

function afterOneWord(): Clock {
  let calls = 0
  const after: Clock['after'] = (_, call) => {
    calls += 1
    if (calls === 1) queueMicrotask(call)
    return () => {}
  }
  return { ...instant(), after }
}
