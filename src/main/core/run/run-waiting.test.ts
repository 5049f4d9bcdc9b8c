import { expect, test } from 'vitest'
import { failureOf } from '../errors.ts'
import { startFixture } from '../testing/live-run-fixture.ts'
import { createScriptedModel, saying, type ScriptedModel } from '../testing/scripted-model.ts'

const hour = 3_600_000
const day = 86_400_000

/** A refusal that names a time. */
const limited = (retryAfterMs?: number) =>
  [{ type: 'failed', failure: failureOf('rate-limited'), ...(retryAfterMs && { retryAfterMs }) }] as const
const broken = [{ type: 'failed', failure: failureOf('provider-broken') }] as const

test.each([50, 2_000, hour, day])(
  'PV-07 PV-09 PV-11 a wait of %i ms is as long as the provider wishes, and visible',
  async (wish) => {
    const model = createScriptedModel([limited(wish), saying('Hello.')])
    const { live, until, clock } = await startFixture(model)
    const scheduled = await until('retry-scheduled')
    expect(scheduled).toMatchObject({ attempt: 2, delayMs: wish })
    expect(live.transcript().waitingRetry).toMatchObject({ dueAt: scheduled.at + wish })
    clock.advance(wish - 1)
    expect(model.requests).toHaveLength(1)
    clock.advance(1)
    expect(await live.ended).toMatchObject({ status: 'completed' })
    expect(live.transcript()).not.toHaveProperty('waitingRetry')
  },
)

test('PV-09 the user may try now, and the wait that was is forgotten', async () => {
  const model = createScriptedModel([limited(day), limited(day), saying('Hello.')])
  const { live, until, clock } = await startFixture(model)
  await until('retry-scheduled')
  clock.advance(hour)
  live.tryNow()
  await until('retry-scheduled', 2)
  clock.advance(day - hour)
  expect(model.requests).toHaveLength(2)
  clock.advance(hour)
  expect(await live.ended).toMatchObject({ status: 'completed' })
  expect(model.requests).toHaveLength(3)
  expect(clock.waiting()).toBe(0)
})

test('PV-13 what the user tries does not count as what the run tries by itself', async () => {
  const model = createScriptedModel([...Array.from({ length: 6 }, () => limited(hour)), saying('Hello.')])
  const { live, until } = await startFixture(model)
  for (let n = 1; n <= 6; n++) {
    expect(await until('retry-scheduled', n)).toMatchObject({ attempt: n + 1 })
    live.tryNow()
  }
  expect(await live.ended).toMatchObject({ status: 'completed' })
})

test('PV-13 after two retries of its own, each later than the one before, the run fails', async () => {
  const model = createScriptedModel([broken, broken, broken])
  const { live, until, clock } = await startFixture(model)
  const first = await until('retry-scheduled')
  clock.advance(60_000)
  const second = await until('retry-scheduled', 2)
  clock.advance(60_000)
  expect(await live.ended).toMatchObject({ status: 'failed', failure: { code: 'provider-broken' } })
  expect([first, second]).toMatchObject([{ delayMs: 500 }, { delayMs: 1000 }])
  expect(model.requests).toHaveLength(3)
})

test('PV-09 who does not wait changes nothing', async () => {
  const held = Promise.withResolvers<void>()
  const model = createScriptedModel([[() => held.promise, ...saying('Hello.')]])
  const { live, until } = await startFixture(model)
  await until('message-created')
  live.tryNow()
  held.resolve()
  expect(await live.ended).toMatchObject({ status: 'completed' })
  live.tryNow()
  expect(model.requests).toHaveLength(1)
  expect(live.events().at(-1)?.type).toBe('run-ended')
})

test('PV-61 a stop ends a wait of a day at once', async () => {
  const { live, until, clock } = await startFixture(createScriptedModel([limited(day)]))
  await until('retry-scheduled')
  live.cancel()
  expect(await live.ended).toMatchObject({ status: 'cancelled' })
  expect(clock.waiting()).toBe(0)
})

test.each([day, -day])('PV-64 a wait is as long when the time of day jumps by %i ms', async (jump) => {
  const model = createScriptedModel([limited(2_000), saying('Hello.')])
  const { live, until, clock } = await startFixture(model)
  await until('retry-scheduled')
  clock.setTimeOfDay(jump)
  clock.advance(1_999)
  expect(model.requests).toHaveLength(1)
  clock.advance(1)
  expect(await live.ended).toMatchObject({ status: 'completed' })
  expect(live.events().map(({ seq }) => seq)).toEqual(live.events().map((_, index) => index + 1))
})

test('S2-11 a run that waits for its turn says so, and says when it is over', async () => {
  const held = Promise.withResolvers<void>()
  const model = createScriptedModel([saying('Hello.')])
  const queued: ScriptedModel = {
    ...model,
    async *stream(request, call) {
      call.onWait?.({ limit: 'requestsPerMinute', count: 60 })
      await held.promise
      call.onWait?.(undefined)
      yield* model.stream(request, call)
    },
  }
  const { live, until } = await startFixture(queued)
  await until('request-queued')
  expect(live.transcript().waitingTurn).toMatchObject({ limit: 'requestsPerMinute', count: 60 })
  held.resolve()
  expect(await live.ended).toMatchObject({ status: 'completed' })
  expect(live.transcript()).not.toHaveProperty('waitingTurn')
  expect(live.events().map(({ type }) => type)).toEqual(
    expect.arrayContaining(['request-queued', 'text-delta']),
  )
})
