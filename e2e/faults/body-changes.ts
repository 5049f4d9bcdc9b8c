import { looseOf, type Loose } from '../../src/main/providers/loose.ts'
import type { WireFinish } from '../wire/round.ts'
import type { WireForm } from './wire-form.ts'

/** The same body with each of its values changed; one that becomes undefined is left out, of a list each stands alone. */
export function changed(
  form: WireForm,
  pieces: readonly string[],
  change: (value: Loose) => unknown,
): readonly string[] {
  return pieces.flatMap((piece) => {
    const json = form.streamed ? /^data: (\{.*\})$/m.exec(piece)?.[1] : piece
    if (json === undefined) return [piece]
    const value = change(looseOf(JSON.parse(json)))
    if (value === undefined) return []
    return (Array.isArray(value) ? value : [value]).map((each) => form.event(each))
  })
}

/** The values of a body. */
export function valuesIn(form: WireForm, pieces: readonly string[]): readonly Loose[] {
  const values: Loose[] = []
  changed(form, pieces, (value) => void values.push(value))
  return values
}

/** What each protocol says in its own words: events in the middle of a stream, or what an answer in one piece lists. */
export interface RawContent {
  /** Deltas of a chunk; the fields of the message. */
  readonly chat: readonly Loose[]
  readonly responses: readonly Loose[]
  readonly anthropic: readonly Loose[]
}

/** An answer with such a middle. */
export function rawBody(form: WireForm, raw: RawContent, finish: WireFinish = 'stop'): readonly string[] {
  if (!form.streamed) return changed(form, form.body([], finish), (answer) => wholeOf(form, answer, raw))
  const begun = form.begun()
  const middle = {
    'openai-chat': () => raw.chat.map((delta) => chunkWith(delta)),
    'openai-responses': () => raw.responses,
    'anthropic-messages': () => raw.anthropic,
  }[form.protocol]()
  return [...begun, ...middle.map((value) => form.event(value)), ...form.body([], finish).slice(begun.length)]
}

export function chunkWith(delta: unknown, finish: string | null = null): Loose {
  return {
    id: 'chatcmpl-wire',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason: finish }],
  }
}

function wholeOf({ protocol }: WireForm, answer: Loose, { chat, responses, anthropic }: RawContent): Loose {
  if (protocol === 'openai-responses') return { ...answer, output: responses }
  if (protocol === 'anthropic-messages') return { ...answer, content: anthropic }
  const [choice] = Array.isArray(answer['choices']) ? answer['choices'] : []
  const message = Object.assign({}, looseOf(looseOf(choice)['message']), ...chat) as Loose
  return { ...answer, choices: [{ ...looseOf(choice), message }] }
}
