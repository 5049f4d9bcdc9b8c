import { expect } from 'vitest'
import { listOf, looseOf, type Loose } from '../../../src/main/providers/loose.ts'
import { rawBody, type RawContent } from '../body-changes.ts'
import { hang, reset } from '../fault-server.ts'
import { onePiece, says, thinks, type Absence, type FaultScenario } from '../scenario.ts'
import { answering, beginning, heardBeginning, type WireForm } from '../wire-form.ts'

const thought = 'Hm, that is hard.'
const said = 'Yes.'
const nothing = { responses: [], anthropic: [], chat: [] }

const elsewhere = (...protocols: readonly WireForm['protocol'][]): Absence =>
  Object.fromEntries(protocols.map((protocol) => [protocol, 'the field is of another protocol']))
const chatOnly = elsewhere('openai-responses', 'anthropic-messages')
const responsesOnly = elsewhere('openai-chat', 'anthropic-messages')
const anthropicOnly = elsewhere('openai-chat', 'openai-responses')

/** Reasoning in some place, and whether it may go back with the next question. */
function found(
  place: string,
  whereNot: Absence,
  content: (form: WireForm) => Partial<RawContent>,
  goesBack = false,
  words = thought,
): FaultScenario {
  return {
    name: `PV-56 ${place}`,
    whereNot,
    reply: (form) => answering(form, rawBody(form, { ...nothing, ...content(form) })),
    continues: true,
    outcome: () => ({ status: 'completed', text: `${said}Done.`, reasoning: words, requests: 2 }),
    check: ({ requests, parts }) => {
      expect(parts.map(({ type }) => type)).toEqual(['reasoning', 'text', 'text'])
      const sent = JSON.stringify(requests[1]?.body)
      expect(sent).toContain(said)
      expect(sent.includes(thought)).toBe(goesBack)
    },
  }
}

const chat =
  (...deltas: readonly Loose[]) =>
  () => ({ chat: [...deltas, { content: said }] })
const tagged = (tag: string) =>
  found(`reasoning in <${tag}> of the text`, chatOnly, ({ streamed }) => ({
    chat: streamed
      ? [
          { content: `<${tag.slice(0, 3)}` },
          { content: `${tag.slice(3)}>${thought}</` },
          { content: `${tag}>\n\n${said}` },
        ]
      : [{ content: `<${tag}>${thought}</${tag}>\n\n${said}` }],
  }))

const message = { type: 'message', id: 'm', content: [{ type: 'output_text', text: said }] }
const responses =
  (delta: string, item: Loose) =>
  ({ streamed }: WireForm) => ({
    responses: streamed
      ? [
          { type: `response.${delta}.delta`, output_index: 0, item_id: 'r', delta: thought },
          {
            type: 'response.output_item.done',
            output_index: 0,
            item: { type: 'reasoning', id: 'r', ...item },
          },
          { type: 'response.output_item.done', output_index: 1, item: message },
        ]
      : [{ type: 'reasoning', id: 'r', ...item }, message],
  })

const blocks =
  (...list: readonly Loose[]) =>
  ({ streamed }: WireForm) => ({
    anthropic: streamed
      ? list.flatMap((block, index) => [
          { type: 'content_block_start', index, content_block: block },
          { type: 'content_block_stop', index },
        ])
      : list,
  })
const textBlock = { type: 'text', text: said }

const details = [{ type: 'reasoning.text', text: thought, signature: 'c2ln', index: 0 }]

/** Where reasoning stands, and what of it goes back. */
export const reasoning: readonly FaultScenario[] = [
  found('reasoning_content', chatOnly, chat({ reasoning_content: thought })),
  found('reasoning', chatOnly, chat({ reasoning: thought })),
  found('reasoning_details, which are wanted back', chatOnly, chat({ reasoning_details: details }), true),
  ...['think', 'thinking', 'thought'].map(tagged),
  found(
    'a summary',
    responsesOnly,
    responses('reasoning_summary_text', { summary: [{ type: 'summary_text', text: thought }] }),
  ),
  found(
    'a summary with its seal, which alone goes back',
    responsesOnly,
    responses('reasoning_summary_text', {
      summary: [{ type: 'summary_text', text: thought }],
      encrypted_content: 'c2ln',
    }),
  ),
  found(
    'the reasoning itself',
    responsesOnly,
    responses('reasoning_text', { content: [{ type: 'reasoning_text', text: thought }] }),
  ),
  found(
    'thinking without a signature',
    anthropicOnly,
    blocks({ type: 'thinking', thinking: thought }, textBlock),
  ),
  found(
    'thinking with its signature, which goes back',
    anthropicOnly,
    blocks({ type: 'thinking', thinking: thought, signature: 'c2ln' }, textBlock),
    true,
  ),
  found(
    'redacted thinking',
    anthropicOnly,
    blocks({ type: 'redacted_thinking', data: 'c2VjcmV0' }, textBlock),
    false,
    '',
  ),
]

const twoCalls: (form: WireForm) => RawContent = (form) => ({
  chat: [
    { reasoning_details: details },
    {
      tool_calls: ['a', 'b'].map((text, index) => ({
        index,
        id: `c${index}`,
        type: 'function',
        function: { name: 'echo', arguments: JSON.stringify({ text }) },
        extra_content: { google: { thought_signature: `c2ln${text}` } },
      })),
    },
  ],
  responses: (form.streamed ? done : plain)([
    { type: 'reasoning', id: 'r1', summary: [], encrypted_content: 'c2ln1' },
    { type: 'function_call', id: 'f1', call_id: 'c0', name: 'echo', arguments: '{"text":"a"}' },
    { type: 'reasoning', id: 'r2', summary: [], encrypted_content: 'c2ln2' },
    { type: 'function_call', id: 'f2', call_id: 'c1', name: 'echo', arguments: '{"text":"b"}' },
  ]),
  ...anthropicCalls(form),
})

const plain = (items: readonly Loose[]) => items
const done = (items: readonly Loose[]) =>
  items.map((item, output_index) => ({ type: 'response.output_item.done', output_index, item }))

const signedBlocks = [
  { type: 'thinking', thinking: 'First. ü🎌', signature: 'c2ln1' },
  { type: 'redacted_thinking', data: 'c2VjcmV0' },
  { type: 'tool_use', id: 'c0', name: 'echo', input: { text: 'a' } },
  { type: 'thinking', thinking: 'Second.', signature: 'c2ln2' },
  { type: 'tool_use', id: 'c1', name: 'echo', input: { text: 'b' } },
]
const anthropicCalls = (form: WireForm) => ({ anthropic: blocks(...signedBlocks)(form).anthropic })

/** What went back of that answer. */
function expectReplayed({ protocol }: WireForm, request: unknown): void {
  const body = looseOf(request)
  const answer = looseOf(listOf(body['messages']).find((each) => looseOf(each)['role'] === 'assistant'))
  switch (protocol) {
    case 'openai-chat':
      expect(answer['reasoning_details']).toEqual(details)
      expect(answer['tool_calls']).toMatchObject([
        { id: 'c0', extra_content: { google: { thought_signature: 'c2lna' } } },
        { id: 'c1', extra_content: { google: { thought_signature: 'c2lnb' } } },
      ])
      return
    case 'openai-responses':
      expect(listOf(body['input']).slice(1, 5)).toMatchObject([
        { type: 'reasoning', id: 'r1', encrypted_content: 'c2ln1' },
        { call_id: 'c0' },
        { type: 'reasoning', id: 'r2', encrypted_content: 'c2ln2' },
        { call_id: 'c1' },
      ])
      return
    case 'anthropic-messages':
      expect(answer['content']).toEqual(signedBlocks)
      return
    default:
      protocol satisfies never
  }
}

/** Nothing goes back that a provider would refuse. */
function expectNoHalfThought(request: unknown): void {
  expect(JSON.stringify(request)).not.toContain('Hm, ')
  expect(JSON.stringify(request)).not.toMatch(/"type":"(?:thinking|reasoning)"/)
}

/** Proofs of reasoning, and reasoning that was cut. */
export const proofs: readonly FaultScenario[] = [
  {
    name: 'PV-57 reasoning with its proofs, and two calls',
    reply: (form) => answering(form, rawBody(form, twoCalls(form), 'tool-calls')),
    outcome: () => ({ status: 'completed', text: 'Done.', ran: ['a', 'b'], requests: 2 }),
    check: ({ requests }, form) => expectReplayed(form, requests[1]?.body),
  },
  {
    name: 'PV-57 a stop in the middle of thinking, and the user continues',
    reply: (form, stage) =>
      heardBeginning(form, stage, [form.begun(thinks('Hm, ')).join('')], stage.stops, hang),
    continues: true,
    outcome: () => ({ status: 'completed', text: 'Done.', requests: 2 }),
    check: ({ requests }) => expectNoHalfThought(requests[1]?.body),
  },
  {
    name: 'PV-57 a cut behind thinking and in the text, and the user continues',
    whereNot: onePiece,
    reply: (form) => beginning(form, form.begun(thinks('Hm, '), says('One, ')), reset),
    continues: true,
    outcome: () => ({ status: 'completed', text: 'One, Done.', requests: 2 }),
    check: ({ requests }) => expectNoHalfThought(requests[1]?.body),
  },
]
