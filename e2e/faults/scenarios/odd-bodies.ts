import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { end, send } from '../fault-server.ts'
import { says, streamed, whole, type FaultScenario } from '../scenario.ts'
import { answering, chunkOf, headOf, wireForms, type WireForm } from '../wire-form.ts'

const hello = [says('Hello '), says('you.')]
const page = '<!doctype html><html><head><title>Log in to WiFi</title></head><body>Welcome</body></html>'

/** The same protocol in its other form. */
function otherForm({ protocol, streamed: isStream }: WireForm): WireForm {
  const other = wireForms.find((form) => form.protocol === protocol && form.streamed !== isStream)
  if (!other) throw new Error('every protocol has two forms')
  return other
}

function compressed(name: string, compress: (body: string) => Uint8Array): FaultScenario {
  return {
    name: `PV-39 a body in ${name}`,
    reply: (form) => {
      const bytes = compress(form.body(hello).join(''))
      const half = Math.ceil(bytes.length / 2)
      const head = headOf(form, { headers: [`content-encoding: ${name}`] })
      return [
        ...send(head, chunkOf(bytes.subarray(0, half)), chunkOf(bytes.subarray(half)), '0\r\n\r\n'),
        end,
      ]
    },
    outcome: () => ({ status: 'completed', text: 'Hello you.', requests: 1 }),
  }
}

/** Bodies that arrive whole and are not what was asked for. */
export const oddBodies: readonly FaultScenario[] = [
  {
    name: 'PV-30 malformed JSON in the middle',
    where: streamed,
    reply: (form) => answering(form, [...form.begun(...hello), 'data: {"oops": \n\n', ...form.body(hello)]),
    outcome: () => ({ status: 'failed', code: 'response-invalid', text: 'Hello you.', requests: 1 }),
  },
  {
    name: 'PV-30 an answer that is no JSON at its end',
    where: whole,
    reply: (form) => answering(form, [`${form.body(hello).join('')} and more`]),
    // Nothing tells it from an answer that was cut, and nothing was shown.
    outcome: () => ({ status: 'completed', text: 'Done.', requests: 2 }),
  },
  {
    name: 'PV-31 two objects in one event',
    where: streamed,
    reply: (form) => answering(form, [...form.begun(...hello), 'data: {"a":1}{"b":2}\n\n']),
    outcome: () => ({ status: 'failed', code: 'response-invalid', text: 'Hello you.', requests: 1 }),
  },
  {
    name: 'PV-32 PV-33 PV-34 a complaint in the place of an answer',
    reply: (form) => answering(form, [form.complaint('overloaded_error', 'Overloaded')]),
    outcome: () => ({ status: 'completed', text: 'Done.', requests: 2 }),
  },
  {
    name: 'PV-32 PV-33 PV-34 a complaint after text',
    where: streamed,
    reply: (form) =>
      answering(form, [...form.begun(...hello), form.complaint('overloaded_error', 'Overloaded')]),
    outcome: () => ({ status: 'failed', code: 'provider-overloaded', text: 'Hello you.', requests: 1 }),
  },
  {
    name: 'PV-35 a page with a good status',
    reply: (form) => answering(form, [page], { type: 'text/html' }),
    outcome: () => ({ status: 'failed', code: 'not-an-endpoint', text: '', requests: 1 }),
  },
  {
    name: 'PV-36 PV-38 the other form than the one that was asked for',
    reply: (form) => answering(otherForm(form), otherForm(form).body(hello)),
    outcome: () => ({ status: 'completed', text: 'Hello you.', requests: 1 }),
  },
  {
    name: 'PV-37 an empty body',
    reply: (form) => answering(form, []),
    outcome: () => ({ status: 'failed', code: 'answer-empty', text: '', requests: 1 }),
  },
  {
    name: 'PV-37 no content',
    reply: () => [...send('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n'), end],
    outcome: () => ({ status: 'failed', code: 'answer-empty', text: '', requests: 1 }),
  },
  compressed('gzip', gzipSync),
  compressed('br', brotliCompressSync),
  compressed('deflate', deflateSync),
  {
    name: 'PV-39 a body that is not in the encoding that it names',
    reply: (form) => answering(form, form.body(hello), { headers: ['content-encoding: gzip'] }),
    outcome: () => ({ status: 'completed', text: 'Done.', requests: 2 }),
  },
]
