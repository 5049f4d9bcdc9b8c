import { once } from 'node:events'
import { connect } from 'node:net'
import OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDoor } from '../../methods/testing/door-fixture.ts'
import { createScriptedModel, saying } from '../../core/testing/scripted-model.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import { startApiServer } from './api-server.ts'
import { findFreePort } from './http-servers.ts'
import { openApiFixture, question, testToken, type ApiFixture } from './testing/api-fixture.ts'

let open: ApiFixture
beforeAll(async () => {
  open = await openApiFixture()
})
afterAll(() => open.close())
beforeEach(() => void (open.answered.length = 0))

const json = { 'content-type': 'application/json' }
const hi = JSON.stringify(question)
const chat = '/v1/chat/completions'

test('paths and methods that are not there say so as JSON', async () => {
  for (const [path, method, status] of [
    ['/v1/nothing', 'GET', 404],
    ['/', 'GET', 404],
    ['/%zz', 'GET', 404],
    ['/v1/responses', 'POST', 404],
    [chat, 'GET', 405],
    [chat, 'DELETE', 405],
    ['/v1/models', 'POST', 405],
  ] as const) {
    const { status: given, body } = await open.ask(path, { method, headers: json })
    expect([path, method, given]).toEqual([path, method, status])
    expect(Object.keys(JSON.parse(body).error)).toEqual(['message', 'type', 'param', 'code'])
  }
})

const startOn = (port: number, ...lines: string[]) =>
  [`POST ${chat} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Authorization: Bearer ${testToken}`, ...lines].join(
    '\r\n',
  )
const start = (...lines: string[]) => startOn(open.port, ...lines)

test('LS-18 a head that two servers could read in two ways is answered with 400 and the end', async () => {
  const model = open.script(saying('Hello.'))
  const type = 'Content-Type: application/json'
  const length = `Content-Length: ${hi.length}`
  for (const head of [
    start(type, length, 'Transfer-Encoding: chunked'),
    start(type, length, `Content-Length: ${hi.length + 1}`),
    start(type, length, length),
    start(type, 'Content-Length: +2'),
    start(type, 'Transfer-Encoding: chunked, identity'),
    start(type, length, ' folded: yes'),
    start(type, length, 'X-Note: a\rb'),
    start(type, length, 'X-Note : a'),
    start(type, length, 'X-Note: a\0b'),
  ]) {
    const said = await open.sendRaw(`${head}\r\n\r\n${hi}`)
    expect([head, said]).toEqual([
      head,
      expect.stringMatching(/^HTTP\/1\.1 400 .*"type":"invalid_request_error"/s),
    ])
    expect(said.split('HTTP/1.1')).toHaveLength(2)
  }
  expect(await open.sendRaw(`${start(`X-Long: ${'x'.repeat(20_000)}`)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
  expect(model.requests).toEqual([])
})

test('LS-18 CP-10 who sends a head or a body too slowly is let go', async () => {
  const { port, close } = await openApiFixture({ limits: { headMs: 100, requestMs: 200, checkEveryMs: 20 } })
  for (const begun of [
    'POST ',
    `${startOn(port, 'Content-Type: application/json', 'Content-Length: 90')}\r\n\r\n{`,
  ]) {
    const socket = connect(port, '127.0.0.1')
    socket.write(begun)
    let said = ''
    socket.on('data', (bytes) => (said += String(bytes)))
    await once(socket, 'close')
    expect(said).toMatch(/^HTTP\/1\.1 408 .*"error"/s)
  }
  await close()
})

test('CP-11 what is too large or too deep is refused', async () => {
  const post = (body: string) => open.ask(chat, { method: 'POST', headers: json, body })
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  expect((await post(`{"model":"m","messages":${deep}}`)).status).toBe(400)
  const head = start('Content-Type: application/json', 'Content-Length: 1000000000')
  expect(await open.sendRaw(`${head}\r\n\r\n{`)).toMatch(/^HTTP\/1\.1 413 /)
})

test('CP-19 questions on one connection get their answers in their order', async () => {
  const get = (path: string, end = 'keep-alive') =>
    [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${open.port}`,
      `Authorization: Bearer ${testToken}`,
      `Connection: ${end}`,
      '\r\n',
    ].join('\r\n')
  const said = await open.sendRaw(
    `${get('/v1/models')}${get('/v1/nothing')}${get('/v1/models/demo', 'close')}`,
  )
  expect(said.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200'])
  // Who is refused before the body has said nothing more: what follows is no second question.
  const refused = `${start('Content-Type: text/plain', `Content-Length: ${get('/v1/models').length}`)}\r\n\r\n`
  expect((await open.sendRaw(refused + get('/v1/models'))).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 415'])
})

test('LS-10 another token ends what goes on under the old one, and only the new one counts', async () => {
  open.script([{ type: 'text-delta', text: 'Once' }, () => new Promise(() => undefined)])
  const answer = await open.client.chat.completions.create({ ...question, stream: true })
  const read = (async () => {
    for await (const chunk of answer)
      if (chunk.choices[0]?.delta.content === 'Once') open.api.changeToken('parley-another')
  })()
  await expect(read).rejects.toThrow('The token was replaced')
  expect((await open.ask('/v1/models')).status).toBe(401)
  const headers = { authorization: 'Bearer parley-another' }
  expect((await open.ask('/v1/models', { headers })).status).toBe(200)
  open.api.changeToken(testToken)
  expect((await open.ask('/v1/models')).status).toBe(200)
  expect(JSON.stringify(open.answered)).not.toContain('parley-')
})

test('CP-14 CP-15 it ends in time whatever goes on, frees its port, and a port that is taken is named', async () => {
  const door = await openDoor(
    createScriptedModel([[{ type: 'text-delta', text: 'Once' }, () => new Promise(() => undefined)]]),
  )
  const options = {
    door: door.room.door,
    log: silentLog,
    now: () => 0,
    token: testToken,
    onAnswered: () => undefined,
  }
  const taken = startApiServer({ ...options, port: open.port })
  await expect(taken).rejects.toMatchObject({ failure: { code: 'api-port-taken' } })
  const port = (await findFreePort(open.port)) ?? 0
  expect(port).toBeGreaterThan(open.port)
  const api = await startApiServer({ ...options, port })
  const client = new OpenAI({ baseURL: api.address, apiKey: testToken, maxRetries: 0 })
  const answer = await client.chat.completions.create({ ...question, stream: true })
  let closed: Promise<void> | undefined
  const read = (async () => {
    for await (const chunk of answer) if (chunk.choices[0]?.delta.content === 'Once') closed = api.close(10)
  })()
  await expect(read).rejects.toThrow('Parley ends')
  await closed
  const again = await startApiServer({ ...options, port })
  await again.close(0)
  await door.room.close()
  await door.store.close()
})
