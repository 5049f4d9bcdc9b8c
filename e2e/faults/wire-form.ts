import { anthropicDialect } from '../wire/anthropic-dialect.ts'
import type { ContentStep, Dialect } from '../wire/dialect.ts'
import { openaiDialect } from '../wire/openai-dialect.ts'
import { responsesDialect } from '../wire/responses-dialect.ts'
import type { WireFinish, WireProtocol } from '../wire/round.ts'
import { end, send, type Act } from './fault-server.ts'
import type { Stage } from './stage.ts'

/** A protocol in one of its two forms: as a stream of events, or in one piece. */
export interface WireForm {
  readonly protocol: WireProtocol
  readonly streamed: boolean
  /** The body of an answer: its events, or one piece. */
  body(steps: readonly ContentStep[], finish?: WireFinish): readonly string[]
  /** The events before the end; of an answer in one piece its first half. */
  begun(...steps: readonly ContentStep[]): readonly string[]
  /** A complaint as the protocol words it, as an event or in the place of the answer. */
  complaint(kind: string, message: string): string
  /** The same complaint as the body of an answer with a bad status. */
  refusal(kind: string, message: string): string
  /** One event with this value, or the value alone. */
  event(value: unknown): string
}

const dialects: Readonly<Record<WireProtocol, Dialect>> = {
  'openai-chat': openaiDialect,
  'openai-responses': responsesDialect,
  'anthropic-messages': anthropicDialect,
}

/** Every protocol in both forms. */
export const wireForms: readonly WireForm[] = Object.values(dialects).flatMap((dialect) => [
  formOf(dialect, true),
  formOf(dialect, false),
])

/** The same protocol in its other form. */
export function otherForm({ protocol, streamed }: WireForm): WireForm {
  const other = wireForms.find((form) => form.protocol === protocol && form.streamed !== streamed)
  if (!other) throw new Error('every protocol has two forms')
  return other
}

const usage = { inputTokens: 12, outputTokens: 7 }

function formOf(dialect: Dialect, streamed: boolean): WireForm {
  const whole = (steps: readonly ContentStep[], finish: WireFinish) =>
    JSON.stringify(dialect.whole('m', steps, finish, usage))
  const begun = (steps: readonly ContentStep[]) => {
    const writer = dialect.createWriter('m')
    return [...writer.start(), ...steps.flatMap((step) => writer.content(step))]
  }
  return {
    protocol: dialect.protocol,
    streamed,
    body(steps, finish = 'stop') {
      if (!streamed) return [whole(steps, finish)]
      const writer = dialect.createWriter('m')
      const content = steps.flatMap((step) => writer.content(step))
      return [...writer.start(), ...content, ...writer.end(finish, usage)]
    },
    begun(...steps) {
      if (streamed) return begun(steps)
      const text = whole(steps, 'stop')
      return [text.slice(0, text.length / 2)]
    },
    complaint(kind, message) {
      if (!streamed) return JSON.stringify(dialect.error(kind, message))
      const writer = dialect.createWriter('m')
      return writer.content({ type: 'error', kind, message }).join('')
    },
    refusal: (kind, message) => JSON.stringify(dialect.error(kind, message)),
    event: (value) => (streamed ? `data: ${JSON.stringify(value)}\n\n` : JSON.stringify(value)),
  }
}

export interface Head {
  readonly status?: string
  readonly type?: string
  readonly headers?: readonly string[]
}

/** The head of an answer whose body is in chunks, and whose connection carries no second one. */
export function headOf(form: WireForm, { status = '200 OK', type, headers = [] }: Head = {}): string {
  const media = type ?? (form.streamed ? 'text/event-stream' : 'application/json')
  return [
    `HTTP/1.1 ${status}`,
    `content-type: ${media}`,
    'connection: close',
    ...headers,
    'transfer-encoding: chunked',
    '',
    '',
  ].join('\r\n')
}

/** A piece of such a body. */
export function chunkOf(piece: string | Uint8Array): Uint8Array {
  const bytes = Buffer.from(piece)
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
}

/** An answer whose HTTP is in order, whatever its body says. */
export function answering(
  form: WireForm,
  pieces: readonly (string | Uint8Array)[],
  head?: Head,
): readonly Act[] {
  return [...send(headOf(form, head), ...pieces.map(chunkOf), '0\r\n\r\n'), end]
}

/** An answer that has not come to its end: what follows is up to the scenario. */
export function beginning(
  form: WireForm,
  pieces: readonly string[],
  ...after: readonly Act[]
): readonly Act[] {
  return [...send(headOf(form), ...pieces.map(chunkOf)), ...after]
}

/** An answer with a status that is not good. */
export function refusing(
  form: WireForm,
  status: string,
  body: string,
  headers: readonly string[] = [],
): readonly Act[] {
  const type = body.startsWith('<') ? 'text/html' : 'application/json'
  return answering(form, [body], { status, type, headers })
}

/** The same, where the client takes in the head and each piece before the next one is sent. */
export function heardBeginning(
  form: WireForm,
  { heard }: Pick<Stage, 'heard'>,
  pieces: readonly (string | Uint8Array)[],
  ...after: readonly Act[]
): readonly Act[] {
  return [...[headOf(form), ...pieces.map(chunkOf)].flatMap((piece) => [...send(piece), heard]), ...after]
}

/** What ends a body in chunks. */
export const lastChunk: readonly Act[] = [...send('0\r\n\r\n'), end]

/** The address of a provider of that protocol, as a user gives it. */
export function addressOf({ protocol }: WireForm, origin: string): string {
  return protocol === 'anthropic-messages' ? origin : `${origin}/v1`
}
