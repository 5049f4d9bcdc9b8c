import { looseOf, type Loose } from '../../../src/main/providers/loose.ts'
import { changed, chunkWith } from '../body-changes.ts'
import { noEvents, says, type Absence, type FaultOutcome, type FaultScenario } from '../scenario.ts'
import { answering, type WireForm } from '../wire-form.ts'

const hello = [says('Hello '), says('you.')]
const whole: FaultOutcome = { status: 'completed', text: 'Hello you.', requests: 1 }

/** An event as each protocol has it; undefined where it has none. */
interface OddEvents {
  readonly chat?: readonly unknown[]
  readonly responses?: readonly unknown[]
  readonly anthropic?: readonly unknown[]
}

const keys = {
  'openai-chat': 'chat',
  'openai-responses': 'responses',
  'anthropic-messages': 'anthropic',
} as const

/** Events that say nothing, before, between and behind the pieces of an answer. */
function odd(name: string, events: OddEvents, reason = ''): FaultScenario {
  const missing = Object.entries(keys).filter(([, key]) => events[key] === undefined)
  const whereNot: Absence = {
    ...noEvents,
    ...Object.fromEntries(missing.map(([protocol]) => [protocol, reason])),
  }
  return {
    name,
    whereNot,
    reply: (form) => {
      const between = (events[keys[form.protocol]] ?? []).map((value) => form.event(value))
      return answering(
        form,
        form.body(hello).flatMap((piece, index) => (index < 4 ? [...between, piece] : [piece])),
      )
    },
    outcome: () => whole,
  }
}

const textDelta = (fields: object) => ({ type: 'response.output_text.delta', output_index: 0, ...fields })
const blockDelta = (fields: object) => ({ type: 'content_block_delta', index: 0, ...fields })

/** Answers in one piece with things in them that nobody asked for. */
function littered(name: string, change: (form: WireForm, answer: Loose) => Loose): FaultScenario {
  return {
    name,
    whereNot: { streamed: 'the same is said in events' },
    reply: (form) =>
      answering(
        form,
        changed(form, form.body(hello), (answer) => change(form, answer)),
      ),
    outcome: () => whole,
  }
}

const listNames = {
  'openai-chat': 'choices',
  'openai-responses': 'output',
  'anthropic-messages': 'content',
} as const

const around = (
  { protocol }: WireForm,
  answer: Loose,
  before: readonly unknown[],
  behind: readonly unknown[],
): Loose => {
  const name = listNames[protocol]
  const list = answer[name]
  return { ...answer, [name]: [...before, ...(Array.isArray(list) ? list : []), ...behind] }
}

/** Streams that lack their first or last events, or have them twice. */
const dropped = (form: WireForm, isDropped: (value: Loose) => boolean) =>
  changed(form, form.body(hello), (value) => (isDropped(value) ? undefined : value)).filter(
    (piece) => piece !== 'data: [DONE]\n\n',
  )

const isEnd = (value: Loose) =>
  ['message_stop', 'response.completed'].includes(String(value['type'])) ||
  ('choices' in value &&
    (value['usage'] !== undefined || JSON.stringify(value).includes('"finish_reason":"')))

/** Events and fields that mean nothing here. */
export const oddEvents: readonly FaultScenario[] = [
  odd('PV-59 null for the text', {
    chat: [chunkWith({ content: null })],
    responses: [textDelta({ delta: null })],
    anthropic: [blockDelta({ delta: { type: 'text_delta', text: null } })],
  }),
  odd('PV-59 no delta', {
    chat: [chunkWith(undefined), chunkWith(null)],
    responses: [textDelta({})],
    anthropic: [blockDelta({}), blockDelta({ delta: null })],
  }),
  odd(
    'PV-59 the role again and again',
    { chat: [chunkWith({ role: 'assistant', content: '' })] },
    'the role is named in one event only',
  ),
  odd('PV-59 unknown fields', {
    chat: [{ ...chunkWith({ galaxy: { content: 'No' } }), system_fingerprint: 7, obfuscation: 'xx' }],
    responses: [textDelta({ delta: '', logprobs: [], obfuscation: 'xx' })],
    anthropic: [blockDelta({ delta: { type: 'text_delta', text: '', galaxy: 1 } })],
  }),
  odd(
    'PV-59 other choices',
    { chat: [{ choices: [{ index: 1, delta: { content: 'No' }, finish_reason: 'stop' }] }] },
    'there is one answer to a request',
  ),
  odd(
    'PV-59 what a filter says first',
    {
      chat: [
        { choices: [], prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }] },
        {
          choices: [
            {
              index: 0,
              content_filter_results: {},
              content_filter_offsets: {},
              delta: {},
              finish_reason: null,
            },
          ],
        },
      ],
    },
    'the filter is of Azure’s Chat Completions',
  ),
  odd('PV-59 values that are no objects', {
    chat: [null, 7, 'a', []],
    responses: [null, 7, 'a', []],
    anthropic: [null, 7, 'a', []],
  }),
  odd(
    'PV-50 lists of no calls',
    { chat: [chunkWith({ content: '', tool_calls: [] })] },
    'calls come in events of their own',
  ),
  littered('PV-59 null and numbers in the list', (form, answer) => around(form, answer, [null, 7], [[]])),
  littered('PV-59 other choices behind the answer', (form, answer) =>
    form.protocol === 'openai-chat'
      ? around(
          form,
          answer,
          [{ index: 1, message: { content: 'No' } }],
          [{ index: 2, message: { content: 'No' } }],
        )
      : { ...answer, choices: [{ index: 0, message: { content: 'No' } }] },
  ),
  littered('PV-60 PV-59 parts of a kind that nobody knows', (form, answer) =>
    form.protocol === 'openai-chat'
      ? { ...answer, galaxy: [{ type: 'galaxy' }] }
      : around(form, answer, [{ type: 'galaxy', text: 'No' }], [{ type: 'galaxy_call', id: 'g' }]),
  ),
  odd('PV-60 events of a kind that nobody knows', {
    chat: [{ object: 'chat.galaxy', galaxy: 'No' }],
    responses: [{ type: 'response.galaxy.delta', output_index: 0, delta: 'No' }],
    anthropic: [{ type: 'galaxy', index: 0, text: 'No' }],
  }),
  odd('PV-60 deltas of a kind that nobody knows', {
    chat: [chunkWith({ galaxy_content: 'No' })],
    responses: [{ type: 'response.output_galaxy.delta', output_index: 0, delta: 'No' }],
    anthropic: [blockDelta({ delta: { type: 'galaxy_delta', galaxy: 'No' } })],
  }),
  {
    name: 'PV-60 no first event',
    whereNot: noEvents,
    reply: (form) => answering(form, form.body(hello).slice(1)),
    outcome: () => whole,
  },
  {
    name: 'PV-60 the first event twice',
    whereNot: noEvents,
    reply: (form) => answering(form, [...form.begun(), ...form.body(hello)]),
    outcome: () => whole,
  },
  {
    name: 'PV-60 no last event',
    whereNot: noEvents,
    reply: (form) => answering(form, dropped(form, isEnd)),
    outcome: () => ({ status: 'failed', code: 'stream-cut', text: 'Hello you.', requests: 1 }),
  },
  {
    name: 'PV-60 pieces whose places are out of order',
    whereNot: noEvents,
    reply: (form) => answering(form, changed(form, form.body(hello), moved)),
    outcome: () => whole,
  },
]

function moved(value: Loose): Loose {
  if (typeof value['index'] === 'number') return { ...value, index: value['index'] + 7 }
  return typeof value['output_index'] === 'number'
    ? { ...value, output_index: value['output_index'] + 7 }
    : looseOf(value)
}
