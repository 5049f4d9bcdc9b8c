import { end, hang, reset, send } from '../fault-server.ts'
import {
  calls,
  done,
  noEvents,
  onePiece,
  says,
  thinks,
  type FaultOutcome,
  type FaultScenario,
} from '../scenario.ts'
import { answering, beginning, headOf, heardBeginning, type WireForm } from '../wire-form.ts'

const three = [says('One, '), says('two, '), says('three')]
const begun = (form: WireForm) => [form.begun(...three).join('')]

// What was shown is kept and never asked for again; of what was not shown nothing is lost by asking again.
const cut = ({ streamed }: WireForm): FaultOutcome =>
  streamed ? { status: 'failed', code: 'stream-cut', text: 'One, two, three', requests: 1 } : done

/** Connections that break, end early or fall silent, and runs that are stopped. */
export const cuts: readonly FaultScenario[] = [
  {
    name: 'PV-19 a reset after three deltas',
    reply: (form) => beginning(form, form.begun(...three), reset),
    outcome: cut,
  },
  {
    name: 'PV-19 a reset after three deltas, and the user continues',
    whereNot: onePiece,
    reply: (form) => beginning(form, form.begun(...three), reset),
    continues: true,
    outcome: () => ({ status: 'completed', text: 'One, two, threeDone.', requests: 2 }),
  },
  {
    name: 'PV-19 a reset after a call that acts',
    effect: 'write',
    reply: (form) => beginning(form, form.begun(calls('c1', '{"text":"a"}')), reset),
    outcome: ({ streamed }) =>
      streamed
        ? { status: 'failed', code: 'stream-cut', text: '', ran: [], requests: 1 }
        : { ...done, ran: [] },
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
    whereNot: noEvents,
    reply: (form) => answering(form, [...form.begun(...three), 'data: {"half']),
    outcome: cut,
  },
  {
    name: 'PV-21 a last event without its blank line',
    reply: (form) => answering(form, form.body(three).with(-1, form.body(three).at(-1)?.trimEnd() ?? '')),
    outcome: () => ({ status: 'completed', text: 'One, two, three', requests: 1 }),
  },
  {
    name: 'PV-21 a last event with one of its two line ends',
    reply: (form) =>
      answering(form, form.body(three).with(-1, `${form.body(three).at(-1)?.trimEnd() ?? ''}\n`)),
    outcome: () => ({ status: 'completed', text: 'One, two, three', requests: 1 }),
  },
  {
    name: 'PV-22 silence behind the head',
    reply: (form, stage) => heardBeginning(form, stage, [], stage.passes(2_000), hang),
    outcome: () => ({ ...done, retried: ['idle-timeout'] }),
  },
  {
    name: 'PV-22 silence behind the head a moment before the limit',
    reply: (form, stage) =>
      heardBeginning(form, stage, [], stage.passes(1_999), ...answering(form, form.body(three)).slice(1)),
    outcome: () => ({ status: 'completed', text: 'One, two, three', requests: 1 }),
  },
  {
    name: 'PV-22 silence after three deltas',
    reply: (form, stage) => heardBeginning(form, stage, begun(form), stage.passes(2_000), hang),
    outcome: ({ streamed }) =>
      streamed ? { status: 'failed', code: 'idle-timeout', text: 'One, two, three', requests: 1 } : done,
  },
  {
    name: 'PV-22 silence in the middle of thinking',
    reply: (form, stage) =>
      heardBeginning(form, stage, [form.begun(thinks('Hm, ')).join('')], stage.passes(2_000), hang),
    outcome: ({ streamed }) =>
      streamed ? { status: 'failed', code: 'idle-timeout', text: '', reasoning: 'Hm, ', requests: 1 } : done,
  },
  {
    name: 'PV-61 a stop before the head',
    reply: (_, { stops }) => [stops, hang],
    outcome: () => ({ status: 'cancelled', text: '', requests: 1 }),
  },
  {
    name: 'PV-61 a stop behind the head',
    reply: (form, stage) => heardBeginning(form, stage, [], stage.stops, hang),
    outcome: () => ({ status: 'cancelled', text: '', requests: 1 }),
  },
  {
    name: 'PV-61 a stop in the text',
    reply: (form, stage) => heardBeginning(form, stage, begun(form), stage.stops, hang),
    outcome: ({ streamed }) => ({
      status: 'cancelled',
      text: streamed ? 'One, two, three' : '',
      requests: 1,
    }),
  },
  {
    name: 'PV-61 a stop in the middle of thinking',
    reply: (form, stage) =>
      heardBeginning(form, stage, [form.begun(thinks('Hm, ')).join('')], stage.stops, hang),
    outcome: ({ streamed }) => ({ status: 'cancelled', reasoning: streamed ? 'Hm, ' : '', requests: 1 }),
  },
  {
    name: 'PV-61 a stop between two calls',
    reply: (form) =>
      answering(
        form,
        form.body(
          [{ type: 'call', id: 'c1', name: 'stop', pieces: ['{}'] }, calls('c2', '{"text":"a"}')],
          'tool-calls',
        ),
      ),
    setting: () => ({ options: { parallelTools: false } }),
    outcome: () => ({ status: 'cancelled', ran: ['stop'], requests: 1 }),
  },
  {
    name: 'PV-61 a stop while the run waits for its next attempt',
    reply: () => [...send('HTTP/1.1 503 Unavailable\r\ncontent-length: 0\r\n\r\n')],
    whileWaiting: 'stops',
    outcome: () => ({ status: 'cancelled', text: '', requests: 1, retried: ['provider-overloaded'] }),
  },
]

/** The head of a body of so many bytes. */
export function lengthHead(form: WireForm, length: number): string {
  return headOf(form).replace('transfer-encoding: chunked', `content-length: ${length}`)
}
