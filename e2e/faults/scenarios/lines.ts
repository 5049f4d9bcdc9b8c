import Database from 'better-sqlite3'
import { expect } from 'vitest'
import type { FailureCode } from '../../../src/contract/failure.ts'
import { hang, send } from '../fault-server.ts'
import { noEvents, onePiece, says, type FaultScenario } from '../scenario.ts'
import {
  answering,
  chunkOf,
  headOf,
  heardBeginning,
  lastChunk,
  type Head,
  type WireForm,
} from '../wire-form.ts'

const hello = [says('Hello '), says('日本 🎌.')]
const text = 'Hello 日本 🎌.'

/** An answer of good sense in another spelling. */
function spelt(name: string, spell: (body: string) => string, whole: boolean): FaultScenario {
  return {
    name: `PV-25 ${name}`,
    ...(!whole && { whereNot: noEvents }),
    reply: (form) => answering(form, [spell(pretty(form))]),
    outcome: () => ({ status: 'completed', text, requests: 1 }),
  }
}

const pretty = (form: WireForm) => {
  const body = form.body(hello).join('')
  return form.streamed ? body : JSON.stringify(JSON.parse(body), null, 2)
}

function mixed(body: string): string {
  let line = 0
  return body.replaceAll('\n', () => ['\r\n', '\n', '\r'][line++ % 3] ?? '')
}

const inManyLines = (body: string) =>
  body.replaceAll(/^data: (\{.*\})$/gm, (_, json: string) =>
    JSON.stringify(JSON.parse(json), null, 1)
      .split('\n')
      .map((line) => `data: ${line}`)
      .join('\n'),
  )

const megabyte = Buffer.alloc(1 << 20, 'x')

/** A body whose beginning is followed by more than any answer has. */
function endless(
  name: string,
  start: string | ((form: WireForm) => string),
  code: FailureCode,
  head: Head = {},
  more: Uint8Array | string = megabyte,
): FaultScenario {
  return {
    name: `PV-28 ${name}`,
    reply: (form) => [
      ...send(headOf(form, head), chunkOf(typeof start === 'string' ? start : start(form))),
      ...Array.from({ length: 34 }, () => send(chunkOf(more))).flat(),
      hang,
    ],
    outcome: () => ({ status: 'failed', code, text: '', requests: 1 }),
  }
}

/** The spelling of bodies: line ends, characters, lengths. */
export const lines: readonly FaultScenario[] = [
  spelt('line ends of CR and LF', (body) => body.replaceAll('\n', '\r\n'), true),
  spelt('line ends of CR', (body) => body.replaceAll('\n', '\r'), true),
  spelt('line ends of every kind', mixed, true),
  spelt('a mark of the byte order', (body) => `\uFEFF${body}`, true),
  spelt('no blank behind the field', (body) => body.replaceAll('data: ', 'data:'), false),
  spelt('data of many lines', inManyLines, false),
  spelt(
    'ids, times and comments',
    (body) => body.replaceAll(/^data/gm, 'id: 7\nretry: 10\n: a comment\nodd field\ndata'),
    false,
  ),
  {
    name: 'PV-26 a body of single bytes',
    reply: (form, stage) => [
      ...heardBeginning(
        form,
        stage,
        [...Buffer.from(form.body(hello).join(''))].map((byte) => Uint8Array.of(byte)),
      ),
      ...lastChunk,
    ],
    outcome: () => ({ status: 'completed', text, requests: 1 }),
  },
  {
    name: 'PV-27 bytes that are no character, half a character and NUL',
    reply: (form) => answering(form, [withBadBytes(form.body([says('A\ud83dB\0C\uFFFDD')]).join(''))]),
    outcome: () => ({ status: 'completed', text: 'A\uFFFDB\uFFFDC\uFFFDD', requests: 1 }),
    check({ text: said }) {
      const database = new Database(':memory:')
      expect(database.prepare('select ? as said').get(said)).toEqual({ said })
      database.close()
    },
  },
  endless('a line without end', ({ streamed }) => (streamed ? 'data: ' : '{"a": "'), 'response-invalid'),
  {
    ...endless(
      'an event of endlessly many lines',
      'data: \n',
      'response-invalid',
      {},
      Buffer.from(`data: ${'x'.repeat(1_017)}\n`.repeat(1_024)),
    ),
    whereNot: noEvents,
  },
  endless('a complaint without end', '{"error": "', 'provider-broken', {
    status: '500 Broken',
    headers: ['x-should-retry: false'],
  }),
  endless('a page without end', '<html>', 'not-an-endpoint'),
  {
    name: 'PV-29 a hundred thousand letters in a second',
    whereNot: onePiece,
    setting: () => ({ endpoint: { limits: { firstByteMs: 60_000, idleMs: 60_000, totalMs: 60_000 } } }),
    reply: (form, stage) => [
      ...heardBeginning(form, stage, form.begun()),
      ...thousands(form).flatMap((piece) => [...send(chunkOf(piece)), stage.heard, stage.passes(10)]),
      ...answering(form, form.body([]).slice(form.begun().length)).slice(1),
    ],
    outcome: () => ({ status: 'completed', text: 'x'.repeat(100_000), requests: 1 }),
    check({ events, commits }) {
      // Once a frame of 16 ms, and once each 50 ms beside the beginning and the end.
      expect(events.filter(({ type }) => type === 'text-delta').length).toBeLessThanOrEqual(1_000 / 16 + 3)
      expect(commits).toBeLessThanOrEqual(1_000 / 50 + 6)
    },
  },
]

/** A hundred pieces of a thousand letters, each letter in an event of its own. */
function thousands(form: WireForm): readonly string[] {
  const piece = form.begun(...Array.from({ length: 1_000 }, () => says('x'))).slice(form.begun().length)
  return Array.from({ length: 100 }, (_, index) =>
    (index === 0 ? piece : piece.slice(-999).concat(piece.at(-1) ?? '')).join(''),
  )
}

/** The text in UTF-8, with a byte that no character has in the place of each mark. */
function withBadBytes(body: string): Uint8Array {
  const [first = '', ...others] = body.split('\uFFFD')
  return Buffer.concat([
    Buffer.from(first),
    ...others.flatMap((piece) => [Buffer.from([0xff]), Buffer.from(piece)]),
  ])
}
