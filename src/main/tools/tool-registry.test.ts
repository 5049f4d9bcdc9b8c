import { expect, test } from 'vitest'
import { z } from 'zod'
import { callOf } from '../core/testing/tool-call.ts'
import { defineTool } from './define-tool.ts'
import { createToolRegistry } from './tool-registry.ts'

const options = { signal: new AbortController().signal, onProgress: () => undefined }
const greet = defineTool({
  name: 'greet',
  description: 'Greets.',
  input: z.object({ name: z.string().default('you') }),
  effect: 'read',
  run: ({ name }) => `Hello, ${name}.`,
})
const broken = defineTool({
  name: 'broken',
  description: 'Fails.',
  input: z.object({}),
  effect: 'read',
  run() {
    throw new Error('out of order')
  },
})
const source = createToolRegistry([greet, broken])

test('S0-5 lists each tool with a JSON schema that a provider takes', async () => {
  const [first] = await source.list()
  expect(first).toEqual({
    name: 'greet',
    description: 'Greets.',
    effect: 'read',
    inputSchema: { type: 'object', properties: { name: { type: 'string', default: 'you' } } },
  })
})

test('S0-5 runs a tool with the arguments of the model; empty arguments count as none', async () => {
  expect(await source.call(callOf('greet', '{"name":"Ada"}'), options)).toBe('Hello, Ada.')
  expect(await source.call(callOf('greet', ''), options)).toBe('Hello, you.')
})

test.each([
  ['nothing', '{}', 'tool-unknown'],
  ['greet', '{"name":', 'tool-arguments-invalid'],
  ['greet', '{"name":7}', 'tool-arguments-invalid'],
  ['greet', '[1]', 'tool-arguments-invalid'],
  ['broken', '{}', 'tool-failed'],
])('a call of %s with %s fails as %s', async (name, text, code) => {
  await expect(source.call(callOf(name, text), options)).rejects.toMatchObject({ failure: { code } })
})
