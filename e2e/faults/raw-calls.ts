import { listOf, looseOf, textOf, type Loose } from '../../src/main/providers/loose.ts'
import { rawBody, type RawContent } from './body-changes.ts'
import type { WireForm } from './wire-form.ts'

/** A call as a careless server writes it. */
export interface RawCall {
  readonly name?: string
  /** Absent: none is given. */
  readonly id?: string | null
  readonly index?: number
  /** The id that later pieces bear, where they bear one. */
  readonly laterId?: string
  /** The text of the arguments; undefined leaves them out. */
  readonly text: string | null | undefined
}

/** An answer that asks for these calls, one behind the other or piece by piece in turns. */
export function callsBody(form: WireForm, calls: readonly RawCall[], interleaved = false): readonly string[] {
  const inOrder = interleaved ? inTurns : (lists: readonly (readonly Loose[])[]) => lists.flat()
  return rawBody(form, form.streamed ? streamedCalls(calls, inOrder) : wholeCalls(calls), 'tool-calls')
}

type Order = (lists: readonly (readonly Loose[])[]) => readonly Loose[]

function streamedCalls(calls: readonly RawCall[], inOrder: Order): RawContent {
  return {
    chat: inOrder(calls.map(chatDeltas)),
    responses: inOrder(calls.map(responsesEvents)),
    anthropic: inOrder(calls.map(anthropicEvents)),
  }
}

function chatDeltas({ name = 'echo', id, index, laterId, text }: RawCall): readonly Loose[] {
  const entry = (fields: Loose) => ({ tool_calls: [{ ...(index !== undefined && { index }), ...fields }] })
  const first = {
    ...(id !== undefined && { id }),
    type: 'function',
    function: { name, ...(text === null && { arguments: null }) },
  }
  const later = laterId === undefined ? {} : { id: laterId }
  return [entry(first), ...halvesOf(text).map((piece) => entry({ ...later, function: { arguments: piece } }))]
}

function responsesEvents(call: RawCall, number: number): readonly Loose[] {
  const { index, id, laterId, text } = call
  const place = { item_id: `item_${number}`, ...(index !== undefined && { output_index: index }) }
  const item = responsesItem(call, number)
  const kind = 'response.function_call_arguments'
  return [
    { type: 'response.output_item.added', ...place, item: { ...item, arguments: '' } },
    ...halvesOf(text).map((delta) => ({ type: `${kind}.delta`, ...place, delta })),
    { type: 'response.output_item.done', ...place, item: { ...item, call_id: laterId ?? id } },
  ]
}

function responsesItem({ name = 'echo', id, text }: RawCall, number: number): Loose {
  const given = { ...(id !== undefined && { call_id: id }), ...(text !== undefined && { arguments: text }) }
  return { type: 'function_call', id: `item_${number}`, name, ...given }
}

function anthropicEvents({ name = 'echo', id, index, text }: RawCall): readonly Loose[] {
  const place = index === undefined ? {} : { index }
  const block = { type: 'tool_use', ...(id !== undefined && { id }), name }
  const input = text === undefined ? {} : { input: text === null ? null : {} }
  return [
    { type: 'content_block_start', ...place, content_block: { ...block, ...input } },
    ...halvesOf(text).map((partial_json) => ({
      type: 'content_block_delta',
      ...place,
      delta: { type: 'input_json_delta', partial_json },
    })),
    { type: 'content_block_stop', ...place },
  ]
}

function wholeCalls(calls: readonly RawCall[]): RawContent {
  const chat = calls.map(({ name = 'echo', id, index, text }) => ({
    ...(index !== undefined && { index }),
    ...(id !== undefined && { id }),
    type: 'function',
    function: { name, ...(text !== undefined && { arguments: text }) },
  }))
  return {
    chat: [{ tool_calls: chat }],
    responses: calls.map(responsesItem),
    anthropic: calls.map(({ name = 'echo', id, text }) => ({
      type: 'tool_use',
      ...(id !== undefined && { id }),
      name,
      ...(text !== undefined && { input: valueOf(text) }),
    })),
  }
}

// An answer in one piece has the arguments as a value there; what is none stands as the text that it is.
function valueOf(text: string | null): unknown {
  if (text === null || text === '') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function halvesOf(text: string | null | undefined): readonly string[] {
  if (text === null || text === undefined) return []
  const half = Math.ceil(text.length / 2)
  return [text.slice(0, half), text.slice(half)]
}

function inTurns(lists: readonly (readonly Loose[])[]): readonly Loose[] {
  const longest = Math.max(...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat()
}

/** The ids of the calls in a request, and those that its results name. */
export function idsIn({ protocol }: WireForm, request: unknown) {
  const body = looseOf(request)
  const items =
    protocol === 'openai-responses' ? listOf(body['input']) : listOf(body['messages']).flatMap(itemsOf)
  const ids = (key: string, type: string) =>
    items.map(looseOf).flatMap((item) => (item['type'] === type ? [textOf(item[key])] : []))
  switch (protocol) {
    case 'openai-chat':
      return { calls: ids('id', 'function'), results: ids('tool_call_id', 'tool') }
    case 'openai-responses':
      return { calls: ids('call_id', 'function_call'), results: ids('call_id', 'function_call_output') }
    case 'anthropic-messages':
      return { calls: ids('id', 'tool_use'), results: ids('tool_use_id', 'tool_result') }
    default:
      return protocol satisfies never
  }
}

function itemsOf(message: unknown): readonly unknown[] {
  const { role, content, tool_calls, tool_call_id } = looseOf(message)
  if (role === 'tool') return [{ type: 'tool', tool_call_id }]
  return [...listOf(content), ...listOf(tool_calls)]
}
