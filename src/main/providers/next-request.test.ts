import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../e2e/crash/random.ts'
import { messageIdOf } from '../../contract/id.ts'
import type { Message } from '../../contract/message.ts'
import { planFold, trimPath } from '../core/compaction/plan-fold.ts'
import { foldPath, joinPath, type Pinned } from '../core/compaction/told-path.ts'
import { historyOf } from '../core/run/history.ts'
import { providers, randomPath } from '../core/testing/random-history.ts'
import { randomMarking, withLongTexts } from '../core/testing/random-marks.ts'
import { requestOf as forMessages } from './anthropic-messages/request.ts'
import { listOf, looseOf, textOf, type Loose } from './loose.ts'
import { requestOf as forChat } from './openai-chat/request.ts'
import { requestOf as forResponses } from './openai-responses/request.ts'
import { offeredTools, questionOf } from './testing/wire-fixture.ts'

const seeds = Array.from({ length: 1_500 }, (_, seed) => seed)

/** The same random conversation as a request of that protocol, to each of the providers that it was held with. */
function* requests(
  write: (request: ReturnType<typeof questionOf>) => object,
): Iterable<readonly [string, Loose]> {
  for (const seed of seeds) {
    const chance = createRandom(seed)
    const path = withLongTexts(randomPath(chance), chance)
    const marking = randomMarking(path, chance)
    for (const provider of providers) {
      // As it is, and as it is once its older part was folded or left out; with and without marks of the user's.
      const shorter = shorterBy(seed % 3, marking.apply(path), marking.pinned)
      const messages = historyOf(shorter, provider)
      // As JSON, because that is what is sent.
      const body: unknown = JSON.parse(
        JSON.stringify(write(questionOf('', { messages, tools: offeredTools }))),
      )
      yield [`seed ${seed} for ${provider}`, looseOf(body)]
    }
  }
}

function shorterBy(how: number, path: readonly Message[], pinned: Pinned): readonly Message[] {
  const told = foldPath(path, [])
  if (how === 0) return path
  if (how === 1) return joinPath(trimPath(told, 10, pinned))
  const plan = planFold(told, 10, pinned)
  if (!plan) return path
  const { upTo, messageCount, tokens } = plan
  const parts = [{ type: 'summary', text: 'Short', messageCount, tokens }] as const
  const summary = { ...upTo, id: messageIdOf('summary'), parentId: upTo.id, role: 'system', parts } as const
  return joinPath(foldPath(path, [summary], pinned))
}

describe('every history makes a request that is valid', () => {
  test.each([
    ['OpenAI', 'https://api.openai.com/v1', /^.{1,40}$/s],
    ['Mistral', 'https://api.mistral.ai/v1', /^[a-zA-Z0-9]{9}$/],
  ])('S2-2 for chat completions of %s', (name, baseUrl, ids) => {
    for (const [where, body] of requests((request) => forChat(request, true, baseUrl))) {
      const messages = listOf(body['messages']).map(looseOf)
      expect(chatProblems(messages, ids, name === 'Mistral'), where).toEqual([])
    }
  })

  test('S2-2 for responses', () => {
    for (const [where, body] of requests((request) => forResponses(request, true, { name: 'X' }))) {
      expect(responsesProblems(listOf(body['input']).map(looseOf)), where).toEqual([])
    }
  })

  test('S2-2 for messages', () => {
    for (const [where, body] of requests((request) => forMessages(request, true, { name: 'X' }))) {
      expect(messagesProblems(listOf(body['messages']).map(looseOf)), where).toEqual([])
    }
  })
})

function chatProblems(messages: readonly Loose[], ids: RegExp, isMistral: boolean): readonly string[] {
  let open: string[] = []
  const problems: string[] = []
  messages.forEach((message, index) => {
    const { role, content, tool_calls: calls, tool_call_id: answered } = message
    const before = messages[index - 1]?.['role']
    if (role === 'tool') {
      if (open[0] !== answered) problems.push(`an unasked result ${textOf(answered)}`)
      open = open.slice(1)
      return
    }
    if (open.length > 0) problems.push('a call without a result')
    open = listOf(calls).map((call) => textOf(looseOf(call)['id']))
    if (open.some((id) => !ids.test(id))) problems.push(`ids ${open.join()}`)
    if (new Set(open).size !== open.length) problems.push('two calls with one id')
    for (const call of listOf(calls)) JSON.parse(textOf(looseOf(looseOf(call)['function'])['arguments']))
    if (role === before) problems.push(`two of ${textOf(role)}`)
    if (isMistral && role === 'user' && before === 'tool') problems.push('a question behind results')
    if (open.length === 0 && (content === null || content === '')) problems.push('no content')
  })
  return problems
}

function responsesProblems(input: readonly Loose[]): readonly string[] {
  const problems: string[] = []
  input.forEach(({ type, call_id: id, content }, index) => {
    const same = (wanted: string, items: readonly Loose[]) =>
      items.filter((item) => item['type'] === wanted && item['call_id'] === id).length
    if (type === 'function_call' && same('function_call_output', input.slice(index)) === 0)
      problems.push('no output')
    if (type === 'function_call_output' && same('function_call', input.slice(0, index)) === 0)
      problems.push('no call')
    if (
      type === 'reasoning' &&
      ['user', undefined].includes(textOf(input[index + 1]?.['role']) || undefined)
    ) {
      const next = textOf(input[index + 1]?.['type'])
      if (!['function_call', 'reasoning', 'web_search_call'].includes(next)) problems.push('loose reasoning')
    }
    if (content === '' || listOf(content).some((part) => looseOf(part)['text'] === ''))
      problems.push('no content')
  })
  return problems
}

function messagesProblems(messages: readonly Loose[]): readonly string[] {
  const problems: string[] = []
  if (messages[0]?.['role'] !== 'user') problems.push('no user first')
  messages.forEach(({ role, content }, index) => {
    const blocks = listOf(content).map(looseOf)
    if (blocks.length === 0) problems.push('no content')
    if (role === messages[index - 1]?.['role']) problems.push(`two of ${textOf(role)}`)
    if (blocks.some(({ type, text }) => type === 'text' && textOf(text).trim() === ''))
      problems.push('blank text')
    const asked = listOf(messages[index - 1]?.['content'])
      .map(looseOf)
      .filter(isUse)
    const results = blocks.filter(({ type }) => type === 'tool_result')
    const wanted = asked.map(({ id }) => id)
    if (JSON.stringify(results.map((result) => result['tool_use_id'])) !== JSON.stringify(wanted)) {
      problems.push('results that are not those of the calls')
    }
    if (
      blocks.findIndex(({ type }) => type !== 'tool_result') < results.length &&
      blocks.length > results.length
    ) {
      problems.push('something before a result')
    }
    if (wanted.some((id) => !/^[a-zA-Z0-9_-]{1,64}$/.test(textOf(id)))) problems.push('ids')
    if (role !== 'assistant') return
    if (/thinking/.test(textOf(blocks.at(-1)?.['type']))) problems.push('thinking at the end')
    if (blocks.some(({ type }) => type === 'image' || type === 'server_tool_use'))
      problems.push('what is not taken')
  })
  return problems
}

function isUse({ type }: Loose): boolean {
  return type === 'tool_use'
}
