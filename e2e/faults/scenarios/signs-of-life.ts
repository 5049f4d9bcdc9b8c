import { expect } from 'vitest'
import { hang, send } from '../fault-server.ts'
import type { Act } from '../fault-server.ts'
import { done, says, type FaultScenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { answering, chunkOf, heardBeginning, lastChunk, type WireForm } from '../wire-form.ts'

const day = 86_400_000
const minute = 60_000
const three = [says('One, '), says('two, '), says('three')]
const text = 'One, two, three'
const patient = { firstByteMs: minute, idleMs: minute, totalMs: 20 * minute }

const comment = (form: WireForm) => (form.streamed ? ': keep-alive\n\n' : '  \n')
const ping = (form: WireForm) =>
  form.streamed && form.protocol === 'anthropic-messages'
    ? 'event: ping\ndata: {"type": "ping"}\n\n'
    : comment(form)

/** So many pieces, with a time behind each. */
function every(stage: Stage, ms: number, pieces: readonly (string | Uint8Array)[]): readonly Act[] {
  return pieces.flatMap((piece) => [...send(chunkOf(piece)), stage.heard, stage.passes(ms)])
}

const bytesOf = (form: WireForm) =>
  [...Buffer.from(form.body(three).join(''))].map((byte) => Uint8Array.of(byte))

/** Signs of life without content for ten minutes, then the answer. */
function alive(name: string, sign: (form: WireForm) => string): FaultScenario {
  return {
    name: `PV-23 nothing but ${name} for ten minutes, and then the answer`,
    setting: () => ({ endpoint: { limits: patient } }),
    reply: (form, stage) => [
      ...heardBeginning(form, stage, []),
      ...every(
        stage,
        minute / 2,
        Array.from({ length: 20 }, () => sign(form)),
      ),
      ...answering(form, form.body(three)).slice(1),
    ],
    outcome: () => ({ status: 'completed', text, requests: 1 }),
  }
}

/** The time of day is set while an answer comes. */
function jump(by: number): readonly FaultScenario[] {
  const where = by > 0 ? 'on' : 'back'
  const jumped = (form: WireForm, stage: Stage, ...after: readonly Act[]) =>
    heardBeginning(
      form,
      stage,
      [],
      { type: 'meanwhile', happens: () => stage.clock.setTimeOfDay(by) },
      ...after,
    )
  return [
    {
      name: `PV-64 the time of day is set ${where} a day in the middle of an answer`,
      reply: (form, stage) =>
        jumped(form, stage, stage.passes(1_999), ...answering(form, form.body(three)).slice(1)),
      outcome: () => ({ status: 'completed', text, requests: 1 }),
      check: ({ events }) =>
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1)),
    },
    {
      name: `PV-64 the time of day is set ${where} a day, and the answer falls silent`,
      reply: (form, stage) => jumped(form, stage, stage.passes(2_000), hang),
      outcome: () => ({ ...done, retried: ['idle-timeout'] }),
    },
  ]
}

/** Answers that come slowly, and clocks that jump. */
export const signsOfLife: readonly FaultScenario[] = [
  alive('comments', comment),
  alive('pings', ping),
  {
    name: 'PV-23 signs of life up to the limit of all',
    setting: () => ({ endpoint: { limits: { ...patient, totalMs: 10 * minute } } }),
    reply: (form, stage) => [
      ...heardBeginning(form, stage, [form.begun(...three).join('')]),
      ...every(
        stage,
        minute / 2,
        Array.from({ length: 20 }, () => comment(form)),
      ),
      hang,
    ],
    outcome: ({ streamed }) => ({
      status: 'failed',
      code: 'total-timeout',
      text: streamed ? text : '',
      requests: 1,
    }),
  },
  {
    name: 'PV-24 one byte every five seconds',
    setting: () => ({ endpoint: { limits: { firstByteMs: 6_000, idleMs: 6_000, totalMs: day } } }),
    reply: (form, stage) => [
      ...heardBeginning(form, stage, []),
      ...every(stage, 5_000, bytesOf(form)),
      ...lastChunk,
    ],
    outcome: () => ({ status: 'completed', text, requests: 1 }),
  },
  {
    name: 'PV-24 one byte every seven seconds where six are allowed',
    setting: () => ({ endpoint: { limits: { firstByteMs: 6_000, idleMs: 6_000, totalMs: day } } }),
    reply: (form, stage) => [
      ...heardBeginning(form, stage, []),
      ...every(stage, 7_000, bytesOf(form).slice(0, 2)),
      hang,
    ],
    outcome: () => ({ ...done, retried: ['idle-timeout'] }),
  },
  {
    name: 'PV-24 a stop while bytes drip',
    setting: () => ({ endpoint: { limits: { firstByteMs: 6_000, idleMs: 6_000, totalMs: day } } }),
    reply: (form, stage) => [
      ...heardBeginning(form, stage, []),
      ...every(stage, 5_000, bytesOf(form).slice(0, 30)),
      stage.stops,
      hang,
    ],
    outcome: () => ({ status: 'cancelled', text: '', requests: 1 }),
  },
  ...jump(day),
  ...jump(-day),
]
