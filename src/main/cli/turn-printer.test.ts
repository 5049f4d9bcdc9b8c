import { expect, it } from 'vitest'
import { callIdSchema, messageIdSchema, runIdSchema, sessionIdSchema } from '../../contract/id.ts'
import { englishText } from '../../contract/language/text.ts'
import type { RunEvent, RunEventBody } from '../../contract/run-event.ts'
import { writeTo } from './terminal.ts'
import { createTurnPrinter } from './turn-printer.ts'

const commands = '\u001b[31mred\u001b]8;;https://evil.test\u0007x\u001b]52;c;aGk=\u0007\u009b2J'
const shown = '\\u{1b}[31mred\\u{1b}]8;;https://evil.test\\u{7}x\\u{1b}]52;c;aGk=\\u{7}\\u{9b}2J'

it('RX-20 what a tool was given and gave commands no terminal, wherever its lines go', () => {
  const lines: string[] = []
  const printer = createTurnPrinter({
    answer: () => {},
    activity: (line) => lines.push(line),
    text: englishText,
  })
  const callId = callIdSchema.parse('c1')
  const call = { id: callId, name: `read${commands}`, arguments: JSON.stringify(commands) + commands }
  const messageId = messageIdSchema.parse('m1')
  for (const body of [
    { type: 'tool-call-requested', messageId, round: 1, call, effect: 'read', approval: 'not-needed' },
    { type: 'tool-call-completed', callId, result: `first\n${commands}`, durationMs: 1 },
  ] satisfies readonly RunEventBody[])
    printer.print(eventOf(body))
  const all = lines.join('')
  expect(all).toContain(`read${shown}`)
  expect(all).toContain(`first\n${shown}`)
  expect(all).not.toMatch(/(?!\n)\p{Cc}/u)
})

it.each([
  [true, `one\ntwo ${shown}`],
  [false, `one\r\ntwo ${commands}`],
])('RX-20 an answer commands no screen (%s), and goes as it is into a file', (isTTY, expected) => {
  let written = ''
  writeTo(
    { isTTY, write: (text: string | Uint8Array) => Boolean((written += String(text))) },
    `one\r\ntwo ${commands}`,
  )
  expect(written).toBe(expected)
})

function eventOf(body: RunEventBody): RunEvent {
  const runId = runIdSchema.parse('r1')
  return { seq: 1, runId, sessionId: sessionIdSchema.parse('s1'), at: 0, ...body }
}
