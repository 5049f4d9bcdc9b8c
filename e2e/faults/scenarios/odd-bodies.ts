import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { end, hang, send } from '../fault-server.ts'
import { done, noEvents, onePiece, says, type FaultScenario } from '../scenario.ts'
import { answering, chunkOf, headOf, lastChunk, otherForm, type WireForm } from '../wire-form.ts'
import { lengthHead } from './cuts.ts'

const hello = [says('Hello '), says('you.')]
const page = '<!doctype html><html><head><title>Log in to WiFi</title></head><body>Welcome</body></html>'
const whole = { status: 'completed', text: 'Hello you.', requests: 1 } as const

function compressed(name: string, encoding: string, compress: (body: string) => Uint8Array): FaultScenario {
  return {
    name: `PV-39 a body in ${name}`,
    reply: (form) => {
      const bytes = compress(form.body(hello).join(''))
      const half = Math.ceil(bytes.length / 2)
      const head = headOf(form, { headers: [`content-encoding: ${encoding}`] })
      return [...send(head, ...[bytes.subarray(0, half), bytes.subarray(half)].map(chunkOf)), ...lastChunk]
    },
    outcome: () => whole,
  }
}

/** Bodies that are broken, odd or packed. */
export const oddBodies: readonly FaultScenario[] = [
  {
    name: 'PV-30 malformed JSON in the middle',
    whereNot: noEvents,
    reply: (form) => answering(form, [...form.begun(...hello), 'data: {"oops": \n\n', ...form.body(hello)]),
    outcome: () => ({ status: 'failed', code: 'response-invalid', text: 'Hello you.', requests: 1 }),
  },
  {
    name: 'PV-30 malformed JSON first',
    whereNot: noEvents,
    reply: (form) => answering(form, ['data: {"oops": \n\n', ...form.body(hello)]),
    outcome: () => ({ status: 'failed', code: 'response-invalid', text: '', requests: 1 }),
  },
  {
    name: 'PV-30 an answer that is no JSON at its end',
    whereNot: { streamed: 'an event that is no JSON is told apart from one that was cut' },
    reply: (form) => answering(form, [`${form.body(hello).join('')} and more`]),
    // Nothing tells it from an answer that was cut, and nothing was shown.
    outcome: () => done,
  },
  {
    name: 'PV-31 two objects in one event',
    whereNot: noEvents,
    reply: (form) => answering(form, [...form.begun(...hello), 'data: {"a":1}{"b":2}\n\n']),
    outcome: () => ({ status: 'failed', code: 'response-invalid', text: 'Hello you.', requests: 1 }),
  },
  {
    name: 'PV-31 two objects in one body',
    whereNot: { streamed: 'the body of a stream is many objects' },
    reply: (form) => answering(form, [...form.body(hello), ...form.body(hello)]),
    outcome: () => done,
  },
  {
    name: 'PV-35 a page with a good status',
    reply: (form) => answering(form, [page], { type: 'text/html' }),
    outcome: () => ({ status: 'failed', code: 'not-an-endpoint', text: '', requests: 1 }),
    check({ run }) {
      expect(run.failure?.providerMessage).toBe('Log in to WiFi')
      expect(run.failure?.message).toContain('http://127.0.0.1')
    },
  },
  {
    name: 'PV-35 a page that calls itself an answer',
    reply: (form) => answering(form, [page]),
    outcome: () => ({ status: 'failed', code: 'not-an-endpoint', text: '', requests: 1 }),
  },
  {
    name: 'PV-36 a whole answer where a stream was asked for',
    whereNot: { whole: 'that is what was asked for' },
    reply: (form) => answering(otherForm(form), otherForm(form).body(hello)),
    outcome: () => whole,
  },
  {
    name: 'PV-38 a stream where a whole answer was asked for',
    whereNot: { streamed: 'that is what was asked for' },
    reply: (form) => answering(otherForm(form), otherForm(form).body(hello)),
    outcome: () => whole,
  },
  {
    name: 'PV-37 an empty body',
    reply: (form) => answering(form, []),
    outcome: () => ({ status: 'failed', code: 'answer-empty', text: '', requests: 1 }),
  },
  {
    name: 'PV-37 a body of white space',
    reply: (form) => answering(form, [' \n\n ']),
    outcome: () => ({ status: 'failed', code: 'answer-empty', text: '', requests: 1 }),
  },
  {
    name: 'PV-37 no content',
    reply: () => [...send('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n'), end],
    outcome: () => ({ status: 'failed', code: 'answer-empty', text: '', requests: 1 }),
  },
  {
    name: 'PV-37 a length that promises more than comes',
    reply: (form) => {
      const body = form.streamed ? form.begun(...hello).join('') : form.body(hello).join('')
      return [...send(lengthHead(form, Buffer.byteLength(body) + 50), body), end]
    },
    outcome: ({ streamed }) =>
      streamed ? { status: 'failed', code: 'stream-cut', text: 'Hello you.', requests: 1 } : done,
  },
  {
    name: 'PV-37 a length that promises less than comes',
    reply: (form) => {
      const length = form.streamed ? Buffer.byteLength(form.begun(...hello).join('')) : 30
      return [...send(lengthHead(form, length), form.body(hello).join('')), end]
    },
    outcome: ({ streamed }) =>
      streamed ? { status: 'failed', code: 'stream-cut', text: 'Hello you.', requests: 1 } : done,
  },
  compressed('gzip', 'gzip', gzipSync),
  compressed('br', 'br', brotliCompressSync),
  compressed('deflate', 'deflate', deflateSync),
  compressed('deflate without its head', 'deflate', deflateRawSync),
  compressed('gzip under an old name', 'x-gzip', gzipSync),
  {
    name: 'PV-39 a packed body whose beginning is shown before its end is there',
    whereNot: onePiece,
    reply: (form, stage) => {
      const begun = form.begun(...hello)
      const last = form.body(hello).slice(begun.length)
      // Two whole packets in a row are one body of gzip.
      const [first, second] = [begun, last].map((pieces) => chunkOf(gzipSync(pieces.join(''))))
      const head = headOf(form, { headers: ['content-encoding: gzip'] })
      return [...send(head, first ?? ''), stage.told('text-delta'), ...send(second ?? ''), ...lastChunk]
    },
    outcome: () => whole,
  },
  {
    name: 'PV-39 a body that is not in the encoding that it names',
    reply: (form) => answering(form, form.body(hello), { headers: ['content-encoding: gzip'] }),
    outcome: () => done,
  },
  {
    name: 'PV-39 a packed body that unpacks without end',
    reply: (form) => [
      ...send(headOf(form, { headers: ['content-encoding: gzip'] }), chunkOf(bombOf(form))),
      hang,
    ],
    outcome: () => ({ status: 'failed', code: 'response-invalid', text: '', requests: 1 }),
  },
]

/** More than any answer may have, in about a hundredth of its length. */
function bombOf({ streamed }: WireForm): Uint8Array {
  return streamed ? bombs.streamed() : bombs.whole()
}

const bombs = { streamed: once(() => bomb('data: ')), whole: once(() => bomb('{"a": "')) }

function bomb(start: string): Uint8Array {
  return gzipSync(start + 'x'.repeat(34 << 20), { level: 1 })
}

function once(make: () => Uint8Array): () => Uint8Array {
  let made: Uint8Array | undefined
  return () => (made ??= make())
}
