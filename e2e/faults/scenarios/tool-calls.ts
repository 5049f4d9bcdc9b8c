import { reset } from '../fault-server.ts'
import { calls, says, streamed, thinks, type FaultScenario } from '../scenario.ts'
import { answering, beginning, type WireForm } from '../wire-form.ts'

const asking = (form: WireForm, ...steps: Parameters<WireForm['body']>[0]) =>
  answering(form, form.body(steps, 'tool-calls'))
const letters = '{"text":"\\"ü🎌\\ud83c\\udf8c"}'
// Anthropic's whole answers hold the arguments as a value, which cannot be malformed.
const isText = (form: WireForm) => form.streamed || form.protocol !== 'anthropic-messages'

function badArguments(title: string, text: string): FaultScenario {
  return {
    name: `PV-44 arguments with ${title}`,
    where: isText,
    reply: (form) => asking(form, calls('c1', text)),
    outcome: () => ({ status: 'completed', text: 'Done.', ran: [], refused: 1, requests: 2 }),
  }
}

/** Calls in pieces, malformed, doubled or cut. */
export const toolCalls: readonly FaultScenario[] = [
  {
    name: 'PV-42 arguments in single UTF-16 units, inside escapes and characters',
    reply: (form) => asking(form, calls('c1', ...letters.split(''))),
    outcome: () => ({ status: 'completed', text: 'Done.', ran: ['"ü🎌🎌'], requests: 2 }),
  },
  badArguments('half of a value', '{"text":'),
  badArguments('a trailing comma', '{"text":"a",}'),
  badArguments('two values', '{"text":"a"}{"text":"b"}'),
  {
    name: 'PV-45 arguments of another type than the schema names',
    reply: (form) => asking(form, calls('c1', '{"text":{"__proto__":1}}')),
    outcome: () => ({ status: 'completed', text: 'Done.', ran: [], refused: 1, requests: 2 }),
  },
  {
    name: 'PV-46 a tool that nobody offered',
    reply: (form) => asking(form, { type: 'call', id: 'c1', name: 'Echo', pieces: ['{"text":"a"}'] }),
    outcome: () => ({ status: 'completed', text: 'Done.', ran: [], refused: 1, requests: 2 }),
  },
  {
    name: 'PV-48 two calls at once',
    reply: (form) => asking(form, calls('c1', '{"text":"a"}'), calls('c2', '{"text":"b"}')),
    outcome: () => ({ status: 'completed', text: 'Done.', ran: ['a', 'b'], requests: 2 }),
  },
  {
    name: 'PV-49 the same call once more behind an interruption of the answer',
    where: streamed,
    effect: 'write',
    reply: (form) => beginning(form, form.begun(calls('c1', '{"text":"a"}')), reset),
    outcome: () => ({ status: 'failed', code: 'stream-cut', text: '', ran: [], requests: 1 }),
  },
  {
    name: 'PV-50 thinking, text, a call and text again',
    reply: (form) =>
      asking(form, thinks('Hm. '), says('I ask.'), calls('c1', '{"text":"a"}'), says(' Asked.')),
    outcome: () => ({ status: 'completed', text: 'I ask. Asked.Done.', ran: ['a'], requests: 2 }),
  },
  {
    name: 'PV-52 calls that act and then the end of the body',
    where: streamed,
    effect: 'write',
    reply: (form) => answering(form, form.begun(calls('c1', '{"text":"a"}'), calls('c2', '{"text":"b"}'))),
    outcome: () => ({ status: 'failed', code: 'stream-cut', text: '', ran: [], requests: 1 }),
  },
  {
    // What only reads may begin before the end of the answer; on one wire only the next call tells that it is whole.
    name: 'PV-52 calls that only read and then the end of the body: what they bring is sent to nobody',
    where: streamed,
    reply: (form) => answering(form, form.begun(calls('c1', '{"text":"a"}'), calls('c2', '{"text":"b"}'))),
    outcome: ({ protocol }) => ({
      status: 'failed',
      code: 'stream-cut',
      text: '',
      ran: protocol === 'openai-responses' ? ['a', 'b'] : ['a'],
      requests: 1,
    }),
  },
  {
    name: 'PV-53 an end that is called a stop though there are calls',
    reply: (form) => answering(form, form.body([calls('c1', '{"text":"a"}')], 'stop')),
    outcome: () => ({ status: 'completed', text: 'Done.', ran: ['a'], requests: 2 }),
  },
  {
    name: 'PV-54 the limit of tokens in the middle of a call',
    where: isText,
    reply: (form) => answering(form, form.body([says('I ask.'), calls('c1', '{"text":')], 'length')),
    outcome: () => ({ status: 'incomplete', reason: 'length', text: 'I ask.', ran: [], requests: 1 }),
  },
  {
    name: 'PV-54 the limit of tokens before the first character of a call',
    where: isText,
    reply: (form) => answering(form, form.body([calls('c1', '')], 'length')),
    outcome: () => ({ status: 'incomplete', reason: 'length', text: '', ran: [], refused: 0, requests: 1 }),
  },
  {
    name: 'PV-54 a refusal',
    reply: (form) => answering(form, form.body([{ type: 'refusal', text: 'I cannot.' }], 'refusal')),
    outcome: ({ protocol }) =>
      protocol === 'anthropic-messages'
        ? { status: 'completed', text: 'I cannot.', requests: 1 }
        : { status: 'completed', text: '', refusal: 'I cannot.', requests: 1 },
  },
]
