import { afterEach, beforeEach, expect, test } from 'vitest'
import { calling, createGate, saying } from './round.ts'
import { startWireServer, type WireServer } from './server.ts'

let server: WireServer
beforeEach(async () => {
  server = await startWireServer()
})
afterEach(() => server.close())

const post = (path: string, body: object, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, { method: 'POST', body: JSON.stringify(body), ...init })

test('streams scripted rounds in order on both wires and records what was asked', async () => {
  server.script('openai-chat', saying('one'), saying('two'))
  server.script('anthropic-messages', saying('three'))
  const body = { model: 'm', stream: true, messages: [] }
  const first = await (await post('/v1/chat/completions', body)).text()
  const second = await (await post('/v1/chat/completions', body)).text()
  const third = await (await post('/v1/messages', body)).text()
  expect(first).toContain('"content":"one"')
  expect(first.trimEnd().endsWith('data: [DONE]')).toBe(true)
  expect(second).toContain('"content":"two"')
  expect(third).toContain('"text":"three"')
  expect(third).toContain('event: message_stop')
  expect(server.requests.map(({ path }) => path)).toEqual([
    '/v1/chat/completions',
    '/v1/chat/completions',
    '/v1/messages',
  ])
  expect(server.requests[0]?.body).toEqual(body)
})

test('gives the same round whole when no stream is asked for', async () => {
  server.script('openai-chat', calling(['c1', 'calculator', { a: 1 }]))
  const response = await post('/v1/chat/completions', { model: 'm', messages: [] })
  expect(await response.json()).toMatchObject({
    choices: [
      {
        finish_reason: 'tool_calls',
        message: { tool_calls: [{ id: 'c1', function: { arguments: '{"a":1}' } }] },
      },
    ],
  })
})

test('holds a round until its gate opens', async () => {
  const gate = createGate()
  server.script('openai-chat', {
    type: 'answer',
    steps: [{ type: 'text', text: 'before' }, gate.step, { type: 'text', text: 'after' }],
  })
  const response = await post('/v1/chat/completions', { model: 'm', stream: true, messages: [] })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let seen = ''
  while (!seen.includes('before')) seen += (await reader.read()).value ?? ''
  expect(seen).not.toContain('after')
  gate.open()
  for (let part = await reader.read(); !part.done; part = await reader.read()) seen += part.value
  expect(seen).toContain('after')
})

test('tells when the client has left', async () => {
  server.script('openai-chat', { type: 'answer', steps: [{ type: 'silence' }] })
  const stop = new AbortController()
  const response = post('/v1/chat/completions', { stream: true }, { signal: stop.signal })
  const request = await server.request(0)
  await response
  stop.abort()
  await expect(request.left).resolves.toBeUndefined()
})

test('answers by itself: asks for both tools in one round, then reports their results', async () => {
  const tools = [{ function: { name: 'calculator' } }, { function: { name: 'current_time' } }]
  const user = { role: 'user', content: 'What is 15 * 25 and what time is it in Tokyo?' }
  const asked = await post('/v1/chat/completions', { model: 'm', messages: [user], tools })
  expect(JSON.stringify(await asked.json())).toMatch(/calculator.*current_time/)
  const result = { role: 'tool', tool_call_id: 'call_calculator', content: '375' }
  const told = await post('/v1/chat/completions', { model: 'm', messages: [user, result], tools })
  expect(JSON.stringify(await told.json())).toContain('The tools said: 375.')
})

test('refuses other keys when it has one', async () => {
  server.key = 'right'
  const refused = await fetch(`${server.url}/v1/models`, { headers: { authorization: 'Bearer wrong' } })
  const allowed = await fetch(`${server.url}/v1/models`, { headers: { 'x-api-key': 'right' } })
  expect([refused.status, allowed.status]).toEqual([401, 200])
})
