import { expect, test } from 'vitest'
import { callIdOf } from '../../../contract/id.ts'
import type { Part } from '../../../contract/message.ts'
import { answerIn, nextRequest } from '../testing/next-request.ts'

const protocol = 'anthropic-messages'
const partsIn = (file: string) => answerIn(protocol, file).parts

test('a search of the web is shown as what it is, its pages named, and goes back as it came', () => {
  const parts = partsIn('web-search.sse')
  expect(parts).toMatchObject([
    { type: 'provider-item', kind: 'server_tool_use', label: 'web_search · parley' },
    { type: 'provider-item', kind: 'web_search_tool_result' },
    { type: 'text', text: 'As A says, it is so.' },
    { type: 'source', url: 'https://example.org/a', title: 'A', quote: 'About a.' },
  ])
  expect(nextRequest(protocol, parts)).toMatchObject({
    messages: [
      { role: 'user' },
      {
        role: 'assistant',
        content: [
          { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'parley' } },
          {
            type: 'web_search_tool_result',
            tool_use_id: 'srvtoolu_1',
            content: [{ encrypted_content: 'Zm9v' }],
          },
          { type: 'text', text: 'As A says, it is so.', citations: [{ encrypted_index: 'aWR4' }] },
        ],
      },
      { role: 'user' },
    ],
  })
})

test('code that the provider ran is kept and goes back', () => {
  const parts = partsIn('code-execution.sse')
  expect(parts[0]).toMatchObject({ type: 'provider-item', label: 'bash_code_execution · echo 1' })
  expect(nextRequest(protocol, parts)).toMatchObject({
    messages: [
      {},
      { content: [{}, { type: 'bash_code_execution_tool_result', content: { stdout: '1\n' } }, {}] },
      {},
    ],
  })
})

test('PV-54 a pause goes on from where it is; a search that nothing came of is left out of what is asked next', () => {
  const answer = answerIn(protocol, 'pause-in-search.sse')
  expect(answer.finishReason).toBe('paused')
  const goesOn = nextRequest(protocol, answer.parts, { goesOn: true })
  expect(goesOn).toMatchObject({
    messages: [{}, { content: [{ type: 'text' }, { type: 'server_tool_use' }] }],
  })
  expect(nextRequest(protocol, answer.parts)).toMatchObject({
    messages: [{}, { content: [{ type: 'text', text: 'I search. ' }] }, {}],
  })
})

test('what another protocol made is left out, and ids are such as are taken here', () => {
  const parts: readonly Part[] = [
    { type: 'reasoning', text: 'Hm', signature: 'openai-chat:{"details":[]}' },
    { type: 'provider-item', protocol: 'openai-responses', kind: 'web_search_call', label: '', data: '{}' },
    { type: 'image', mediaType: 'image/png', data: 'aW1n' },
    { type: 'source', url: 'https://example.org' },
    { type: 'tool-call', id: callIdOf('call:ü'), name: 'one', arguments: '[1]' },
  ]
  const id: unknown = expect.stringMatching(/^[a-zA-Z0-9_-]{1,64}$/)
  expect(nextRequest(protocol, parts)).toMatchObject({
    messages: [
      {},
      { content: [{ type: 'tool_use', id, input: { value: [1] } }] },
      { content: [{ type: 'tool_result', tool_use_id: id }, { type: 'text' }] },
    ],
  })
})

test('PV-57 an answer of nothing but thinking is not sent', () => {
  const parts: readonly Part[] = [{ type: 'reasoning', text: 'Hm', signature: 'c2ln' }]
  expect(JSON.stringify(nextRequest(protocol, parts))).not.toContain('assistant')
})
