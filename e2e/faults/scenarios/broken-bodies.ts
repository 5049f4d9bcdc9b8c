import { end, hang, reset, send } from '../fault-server.ts'
import { says, streamed, thinks, whole, type FaultOutcome, type FaultScenario } from '../scenario.ts'
import { answering, beginning, chunkOf, headOf, type WireForm } from '../wire-form.ts'

const three = [says('One, '), says('two, '), says('three')]

// What was shown is kept and never asked for again; of what was not shown nothing is lost by asking again.
const cut = ({ streamed: isStream }: WireForm): FaultOutcome =>
  isStream
    ? { status: 'failed', code: 'stream-cut', text: 'One, two, three', requests: 1 }
    : { status: 'completed', text: 'Done.', requests: 2 }

/** Connections that break, end early, stall or never end. */
export const brokenBodies: readonly FaultScenario[] = [
  {
    name: 'PV-19 a reset after three deltas',
    reply: (form) => beginning(form, form.begun(...three), reset),
    outcome: cut,
  },
  {
    name: 'PV-19 a reset before the head',
    reply: () => [reset],
    outcome: () => ({ status: 'completed', text: 'Done.', requests: 2 }),
  },
  {
    name: 'PV-20 a connection that ends inside the body',
    reply: (form) => beginning(form, form.begun(...three), end),
    outcome: cut,
  },
  {
    name: 'PV-20 a body that ends properly before the answer does',
    reply: (form) => answering(form, form.begun(...three)),
    outcome: cut,
  },
  {
    name: 'PV-20 a body that ends inside an event',
    where: streamed,
    reply: (form) => answering(form, [...form.begun(...three), 'data: {"half']),
    outcome: cut,
  },
  {
    name: 'PV-21 a last event without its blank line',
    reply: (form) => answering(form, form.body(three).with(-1, form.body(three).at(-1)?.trimEnd() ?? '')),
    outcome: () => ({ status: 'completed', text: 'One, two, three', requests: 1 }),
  },
  {
    name: 'PV-22 silence behind the head',
    reply: (form) => [...send(headOf(form)), hang],
    waitsMs: 2_000,
    outcome: () => ({ status: 'completed', text: 'Done.', requests: 2 }),
  },
  {
    name: 'PV-22 silence after three deltas',
    where: streamed,
    reply: (form) => beginning(form, form.begun(...three), hang),
    waitsMs: 2_000,
    outcome: () => ({ status: 'failed', code: 'idle-timeout', text: 'One, two, three', requests: 1 }),
  },
  {
    name: 'PV-22 silence in the middle of thinking',
    where: streamed,
    reply: (form) => beginning(form, form.begun(thinks('Hm, ')), hang),
    waitsMs: 2_000,
    outcome: () => ({ status: 'failed', code: 'idle-timeout', text: '', requests: 1 }),
  },
  {
    name: 'PV-26 a body of single bytes',
    reply: (form) => {
      const bytes = Buffer.from(form.body([says('日本 🎌')]).join(''))
      return answering(form, []).toSpliced(
        1,
        0,
        ...send(...[...bytes].map((byte) => chunkOf(Uint8Array.of(byte)))),
      )
    },
    outcome: () => ({ status: 'completed', text: '日本 🎌', requests: 1 }),
  },
  {
    name: 'PV-37 a length that promises more than comes',
    reply: (form) => {
      const body = form.streamed ? form.begun(...three).join('') : form.body(three).join('')
      return [...send(lengthHead(form, Buffer.byteLength(body) + 50), body), end]
    },
    // An answer in one piece that is whole JSON is whole, however long it was said to be.
    outcome: ({ streamed: isStream }) =>
      isStream
        ? { status: 'failed', code: 'stream-cut', text: 'One, two, three', requests: 1 }
        : { status: 'completed', text: 'Done.', requests: 2 },
  },
  {
    name: 'PV-37 a length that promises less than comes',
    where: whole,
    reply: (form) => [...send(lengthHead(form, 30), form.body(three).join('')), end],
    outcome: () => ({ status: 'completed', text: 'Done.', requests: 2 }),
  },
  {
    name: 'PV-61 a stop before the head',
    reply: () => [hang],
    stops: true,
    outcome: () => ({ status: 'cancelled', text: '', requests: 1 }),
  },
  {
    name: 'PV-61 a stop in the text',
    where: streamed,
    reply: (form) => beginning(form, form.begun(says('One, ')), hang),
    stops: true,
    outcome: () => ({ status: 'cancelled', text: 'One, ', requests: 1 }),
  },
  {
    name: 'PV-61 a stop in the middle of thinking',
    where: streamed,
    reply: (form) => beginning(form, form.begun(thinks('Hm, ')), hang),
    stops: true,
    outcome: () => ({ status: 'cancelled', text: '', requests: 1 }),
  },
]

function lengthHead(form: WireForm, length: number): string {
  return headOf(form).replace('transfer-encoding: chunked', `content-length: ${length}`)
}
