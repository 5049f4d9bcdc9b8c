import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWireServer, type WireServer } from '../../../e2e/wire/server.ts'
import { profilePaths } from '../config/paths.ts'
import { noCipher, openSecretFile } from '../config/secret-file.ts'
import { silentLog } from '../core/testing/fake-log.ts'
import { findFreePort } from '../server/api/http-servers.ts'
import { createApp, type App } from './create-app.ts'
import { overridesFor } from './overrides.ts'

const keys = { openai: 'sk-of-openai', anthropic: 'sk-of-anthropic' }
let folder: string
let wire: WireServer
let app: App
let client: OpenAI

beforeAll(async () => {
  wire = await startWireServer()
  folder = mkdtempSync(join(tmpdir(), 'parley-api-'))
  const paths = profilePaths(folder)
  const env = {
    OPENAI_API_KEY: keys.openai,
    OPENAI_BASE_URL: `${wire.url}/v1`,
    ANTHROPIC_API_KEY: keys.anthropic,
    ANTHROPIC_BASE_URL: wire.url,
  }
  app = await createApp({
    face: 'server',
    version: '1',
    profile: paths,
    env,
    overrides: overridesFor({ session: 'inmemory' }, env),
    secrets: openSecretFile(paths.plainKeys, noCipher),
    log: silentLog,
  })
  const port = await findFreePort(20_000 + (process.pid % 20_000))
  await app.localApi.start({ on: true, ...(port && { port }) })
  const { state } = app.localApi.view()
  if (state.status !== 'running') throw new Error(state.status)
  client = new OpenAI({ baseURL: state.address, apiKey: await app.localApi.token(), maxRetries: 0 })
})
afterAll(async () => {
  await app.close()
  await wire.close()
  rmSync(folder, { recursive: true, force: true })
})

test('every provider that has its key is listed with its models', async () => {
  const { data } = await client.models.list()
  expect(data.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['openai/wire-large', 'anthropic/wire-small', 'demo/demo']),
  )
})

test.each([
  ['openai', '/v1/chat/completions'],
  ['openai-responses', '/v1/responses'],
  ['anthropic', '/v1/messages'],
])('one program reaches %s, with its tools, as it reaches any other', async (provider, path) => {
  const before = wire.requests.length
  const runner = client.chat.completions.runTools({
    model: `${provider}/wire-large`,
    stream: true,
    messages: [
      { role: 'developer', content: 'Be short.' },
      { role: 'user', content: 'What is 15 * 25?' },
    ],
    tools: [
      {
        type: 'function',
        function: {
          name: 'calculator',
          description: 'Calculates.',
          parameters: { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } } },
          parse: (text: string) => JSON.parse(text) as { readonly a: number; readonly b: number },
          function: ({ a, b }: { readonly a: number; readonly b: number }) =>
            JSON.stringify({ result: a * b }),
        },
      },
    ],
  })
  expect(await runner.finalContent()).toContain('375')
  const asked = wire.requests.slice(before).filter((request) => request.path === path)
  expect(asked).toHaveLength(2)
  expect(JSON.stringify(asked[1]?.body)).toContain('Be short.')
})

test('LS-20 a key that is refused is not the token of the program, and is in no answer', async () => {
  wire.key = 'another'
  const asked = client.chat.completions.create({
    model: 'openai/wire-large',
    messages: [{ role: 'user', content: 'Hi' }],
  })
  const error: unknown = await asked.catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ status: 502, code: 'provider_key_refused' })
  expect(String(error)).not.toContain(keys.openai)
  wire.key = undefined
})

test('vectors come from whoever makes them', async () => {
  const { data, model } = await client.embeddings.create({ model: 'openai/wire-embed', input: 'Hi' })
  expect(data[0]?.embedding.length).toBeGreaterThan(0)
  expect(model).toBe('openai/wire-embed')
})
