import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../config/testing/temporary-folder.ts'
import { createRunTools } from '../core/tools/run-tools.ts'
import { startFixture } from '../core/testing/live-run-fixture.ts'
import { calling, createScriptedModel, saying } from '../core/testing/scripted-model.ts'
import { callOf } from '../core/testing/tool-call.ts'
import { recipeOf, scripted } from './testing/server-recipes.ts'
import { callOptions, openServers } from './testing/servers-fixture.ts'

const properties = { name: { type: 'string', description: 'Whom it is for. '.repeat(20) } }
const toolsOf = (...names: readonly string[]) => {
  const many = Array.from({ length: 120 }, (_, index) => `part-${index}`)
  return [...many, ...names].map((name) => ({
    name,
    description: `Does ${name}.\n${'At length. '.repeat(20)}`,
    inputSchema: { type: 'object', properties, required: ['name'] },
    annotations: { readOnlyHint: true },
  }))
}

test('MC-18 MC-14 two servers of many tools: listed, found, guessed, and refused when they changed', async () => {
  const folder = temporaryFolder()
  const toolsFile = join(folder, 'tools.json')
  writeFileSync(toolsFile, JSON.stringify(toolsOf('greet', 'refuse', 'change')))
  const tools = toolsOf('greet', 'invalid')
  const servers = await openServers([
    recipeOf('one', scripted({ toolsFile })),
    recipeOf('two', scripted({ tools })),
  ])
  await Promise.all(['one', 'two'].map((name) => servers.restart(name)))
  const model = createScriptedModel([
    calling(['c1', 'find_tools', '{"words":"greet"}'], ['c2', 'two__greet', '{"name":"Ada"}']),
    calling(['c3', 'one__greet', '{"name":"Grace"}'], ['c4', 'one__greet', '{}']),
    calling(['c5', 'two__invalid', '{"name":"x"}'], ['c6', 'one__refuse', '{"whom":1}']),
    [
      async () => {
        const changed = toolsOf('greet', 'refuse', 'change').map((tool) => ({
          ...tool,
          description: 'Other.',
        }))
        writeFileSync(toolsFile, JSON.stringify(changed))
        const seen = new Promise<void>((resolve) => servers.watch(resolve))
        const call = callOf('one__change')
        await servers.call(call, callOptions)
        await seen
      },
      ...calling(['c7', 'one__greet', '{"name":"Lise"}']),
    ],
    saying('Done.'),
  ])
  const runTools = createRunTools(servers, 40_000, [])
  const { live } = await startFixture(model, { runTools })
  expect((await live.ended).status).toBe('completed')
  const outcomes = live.transcript().calls.map(({ id, result, failure }) => [id, result ?? failure?.message])
  const told = Object.fromEntries(outcomes)
  expect(told['c1']).toMatch(/^(one|two)__greet\nDoes greet\.\nAt length/)
  expect(told).toMatchObject({ c2: 'Hello, Ada.', c3: 'Hello, Grace.' })
  // What is offered whole is checked by its server, as ever.
  expect(told['c4']).toBe('Hello, you.')
  expect(told['c5']).toMatch(
    /expected a word.*Its arguments must fit this JSON Schema: .*"required":\["name"\]/s,
  )
  expect(told['c6']).toMatch(/name is missing.*"required":\["name"\]/)
  expect(told['c7']).toContain('changed its tool')
  const offers = model.requests.map((request) => request.tools.map(({ name }) => name))
  expect(offers[0]).toEqual(['find_tools'])
  expect(offers[1]).toEqual(expect.arrayContaining(['one__greet', 'two__greet']))
  for (const [index, offer] of offers.slice(1).entries()) {
    expect(offer.slice(0, offers[index]?.length)).toEqual(offers[index])
  }
  expect(new Set(model.requests.map(({ messages }) => JSON.stringify(messages[0]))).size).toBe(1)
})
