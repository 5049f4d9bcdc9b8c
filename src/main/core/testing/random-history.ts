import { callIdOf, messageIdOf, providerIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import { finishReasonSchema, type Message, type Part } from '../../../contract/message.ts'
import type { Protocol } from '../../../contract/provider.ts'

/** What decides; a seed, in a test. */
export interface Chance {
  /** From 0 up to and without `limit`; whole. */
  below(limit: number): number
  pick<Item>(items: readonly Item[]): Item
}

export const providers = ['chat', 'responses', 'messages'].map((name) => providerIdOf(name))

const endings = finishReasonSchema.options
const ids = ['call_1', 'toolu:ü', 'aB3dE6gH9', 'x'.repeat(80), '0']
const words = ['Hello', '', '  \n', 'Grüße 🎌', 'null']
const argumentTexts = ['{}', '', '{"a":1}', '{"half', '[1]', 'null']

/** The parts that an answer may hold, of every provider. */
const answerParts: readonly ((chance: Chance) => Part)[] = [
  (chance) => ({ type: 'text', text: chance.pick(words) }),
  (chance) => ({ type: 'text', text: chance.pick(words), signature: 'openai-chat:{"extra":{"google":{}}}' }),
  (chance) => ({ type: 'refusal', text: chance.pick(words) }),
  () => ({ type: 'reasoning', text: 'Hm' }),
  () => ({ type: 'reasoning', text: 'Hm', signature: 'c2ln' }),
  () => ({ type: 'reasoning', text: 'Hm', signature: 'openai-responses:{"id":"rs_1","content":"a"}' }),
  () => ({ type: 'reasoning', text: 'Hm', signature: 'openai-chat:{"field":"reasoning_content"}' }),
  () => ({ type: 'reasoning', text: '', redacted: 'Zm9v' }),
  callOf,
  callOf,
  () => ({ type: 'image', mediaType: 'image/png', data: 'aW1n' }),
  () => ({ type: 'source', url: 'https://example.org', signature: '{"encrypted_index":"a"}' }),
  () => itemOf('anthropic-messages', '{"type":"server_tool_use","id":"s","name":"web_search","input":{}}'),
  () => itemOf('openai-responses', '{"type":"web_search_call","id":"ws"}'),
]

function callOf(chance: Chance): Part {
  const [id, text] = [chance.pick(ids), chance.pick(argumentTexts)]
  return { type: 'tool-call', id: callIdOf(id), name: 'one', arguments: text }
}

function itemOf(protocol: Protocol, data: string): Part {
  return { type: 'provider-item', protocol, kind: 'search', label: '', data }
}

type Draft = Pick<Message, 'role' | 'parts'> & Partial<Message>

/** A path as it may be after anything that can happen to its runs, on any provider. It ends with a question. */
export function randomPath(chance: Chance): readonly Message[] {
  const drafts: Draft[] = []
  if (chance.below(4) === 0) drafts.push({ role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] })
  if (chance.below(8) === 0) drafts.push(answerOf(chance))
  for (let turns = 1 + chance.below(4); turns > 0; turns--) {
    drafts.push(questionOf(chance))
    for (let rounds = chance.below(4); rounds > 0; rounds--) drafts.push(...roundOf(chance))
  }
  drafts.push({ role: 'user', parts: [{ type: 'text', text: 'And now?' }] })
  return drafts.map((draft, index) => ({
    id: messageIdOf(`m${index}`),
    sessionId: sessionIdOf('session'),
    parentId: index === 0 ? null : messageIdOf(`m${index - 1}`),
    createdAt: 1,
    ...draft,
  }))
}

function questionOf(chance: Chance): Draft {
  const image: Part = { type: 'image', mediaType: 'image/png', data: 'aW1n' }
  const parts: readonly Part[] = [{ type: 'text', text: chance.pick(words) }]
  return { role: 'user', parts: chance.below(5) === 0 ? [...parts, image] : parts }
}

function answerOf(chance: Chance): Draft {
  const parts = Array.from({ length: chance.below(5) }, () => chance.pick(answerParts)(chance))
  const [finishReason, provider] = [chance.pick(endings), chance.pick(providers)]
  return { role: 'assistant', parts, finishReason, provider, runId: runIdOf('run') }
}

// Results may be there in part, or not at all, or belong to nothing.
function roundOf(chance: Chance): readonly Draft[] {
  const asked = answerOf(chance)
  const calls = asked.parts.flatMap((part) => (part.type === 'tool-call' ? [part.id] : []))
  const known = calls.filter(() => chance.below(4) > 0)
  const answered = chance.below(10) === 0 ? [...known, callIdOf('lost')] : known
  if (answered.length === 0) return [asked]
  const parts = answered.map((callId): Part => {
    return { type: 'tool-result', callId, content: chance.pick(words), isError: chance.below(3) === 0 }
  })
  return [asked, { role: 'tool', parts }]
}
