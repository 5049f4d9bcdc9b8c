import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readBody, type WireProtocol } from './testing/read-body.ts'
import { recordingOf } from './testing/replay.ts'

const protocols: readonly WireProtocol[] = ['openai-chat', 'openai-responses', 'anthropic-messages']
const lineEnds = { LF: '\n', CRLF: '\r\n', CR: '\r' } as const
type LineEnd = keyof typeof lineEnds

const files = protocols.flatMap((protocol) =>
  readdirSync(new URL(`${protocol}/fixtures/`, import.meta.url)).map((file) => ({ protocol, file })),
)

/** Cutting a recording at every byte costs the square of its length: of long ones, every n-th byte is taken. */
const mostBytesRead = 3_000_000

describe.each(Object.keys(lineEnds) as LineEnd[])('with %s', (lineEnd) => {
  test.each(files)('PV-25 PV-26 the same however it is cut: $protocol $file', ({ protocol, file }) => {
    const plain = new TextDecoder('utf-8', { ignoreBOM: true }).decode(recordingOf(protocol, file))
    const bytes = new TextEncoder().encode(plain.replaceAll(/\r\n?|\n/g, lineEnds[lineEnd]))
    const whole = readBody(protocol, [bytes])
    expect(readBody(protocol, singleBytes(bytes))).toEqual(whole)
    const step = Math.ceil(bytes.length ** 2 / mostBytesRead)
    const expected = JSON.stringify(whole)
    const wrong: number[] = []
    for (let at = 1; at < bytes.length; at += step) {
      const cut = readBody(protocol, [bytes.subarray(0, at), bytes.subarray(at)])
      if (JSON.stringify(cut) !== expected) wrong.push(at)
    }
    expect(wrong).toEqual([])
  })
})

test.each(files)('PV-25 the line end says nothing: $protocol $file', ({ protocol, file }) => {
  const plain = new TextDecoder('utf-8', { ignoreBOM: true }).decode(recordingOf(protocol, file))
  const [first, ...others] = Object.values(lineEnds).map((end) =>
    readBody(protocol, [new TextEncoder().encode(plain.replaceAll(/\r\n?|\n/g, end))]),
  )
  for (const other of others) expect(other).toEqual(first)
})

function* singleBytes(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at++) yield bytes.subarray(at, at + 1)
}
