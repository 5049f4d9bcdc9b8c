import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isEnded } from '../../src/contract/run.ts'
import type { PlayedRun } from './played-run.ts'
import { playScenario } from './run-scenario.ts'
import { absenceIn, onePiece, type FaultScenario, type FaultTrial } from './scenario.ts'
import { scenarios } from './scenarios/index.ts'
import { trials } from './scenarios/trials.ts'
import { wireForms, type WireForm } from './wire-form.ts'

const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)
beforeAll(() => void process.on('unhandledRejection', note))
afterAll(() => void process.off('unhandledRejection', note))

describe.each(wireForms)('$protocol, streamed: $streamed', (form) => {
  test.each(namedIn(form, scenarios))('%s', { timeout: 5_000 }, async (_, scenario) => {
    const played = await playScenario(scenario, form)
    const { status, code, reason, ...seen } = scenario.outcome(form)
    expect({
      status: played.run.status,
      code: played.run.failure?.code,
      reason: played.run.incompleteReason,
    }).toEqual({ status, code, reason })
    expect({ ...played, requests: played.requests.length }).toMatchObject(seen)
    expectOneEnd(played)
    expect(played.deltaText).toBe(form.streamed ? played.text : '')
    scenario.check?.(played, form)
  })

  test.each(namedIn(form, trials))('%s', async (_, { hold }) => {
    expect.hasAssertions()
    await hold(form)
  })
})

function namedIn<Case extends FaultScenario | FaultTrial>(form: WireForm, cases: readonly Case[]) {
  return cases.filter((each) => absenceIn(each, form) === undefined).map((each) => [each.name, each] as const)
}

function expectOneEnd({ run, events, hurried }: PlayedRun): void {
  expect(isEnded(run.status)).toBe(true)
  const runs = new Set(events.map(({ runId }) => runId)).size
  expect(events.filter(({ type }) => type === 'run-ended')).toHaveLength(runs)
  expect(events.at(-1)?.type).toBe('run-ended')
  const started = events.flatMap((event) => (event.type === 'tool-call-started' ? [event.callId] : []))
  expect(new Set(started).size).toBe(started.length)
  expect(hurried).toBe(false)
}

test('nothing was rejected that nobody waited for', () => {
  expect(unhandled).toEqual([])
})

describe('every row of the catalogue', () => {
  const all: readonly (FaultScenario | FaultTrial)[] = [...scenarios, ...trials]
  const rows = Array.from({ length: 65 }, (_, index) => `PV-${String(index + 1).padStart(2, '0')}`)

  test('has its cases, and no case is without a row', () => {
    expect([...new Set(all.flatMap(idsOf))].sort()).toEqual(rows)
    expect(all.filter((each) => idsOf(each).length === 0)).toEqual([])
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  })

  test('is played in every form, but for these', () => {
    const gaps = rows.flatMap((row) =>
      wireForms.flatMap((form) => {
        const absences = all.filter((each) => idsOf(each).includes(row)).map((each) => absenceIn(each, form))
        return absences.includes(undefined) ? [] : [`${row} ${nameOf(form)}: ${absences[0]}`]
      }),
    )
    const protocols = [...new Set(wireForms.map(({ protocol }) => protocol))]
    expect(gaps).toEqual([
      ...protocols.map((name) => `PV-29 ${name} whole: ${onePiece.whole}`),
      ...protocols.map((name) => `PV-36 ${name} whole: that is what was asked for`),
      ...protocols.map((name) => `PV-38 ${name} streamed: that is what was asked for`),
    ])
  })
})

function nameOf({ protocol, streamed }: WireForm): string {
  return `${protocol} ${streamed ? 'streamed' : 'whole'}`
}

function idsOf({ name }: { readonly name: string }): readonly string[] {
  return name.match(/PV-\d\d/g) ?? []
}
