import { expect, test } from 'vitest'
import { callOf } from '../core/testing/tool-call.ts'
import { nodeLaunch, publishedServer, recipeOf, scripted } from './testing/server-recipes.ts'
import { callOptions, openServers } from './testing/servers-fixture.ts'

const everything = nodeLaunch(publishedServer('server-everything'), 'stdio')

test('MC-19 what server-everything holds is listed, read and bounded, and a prompt gives its words', async () => {
  const servers = await openServers([recipeOf('Everything', everything)])
  const { resources, prompts, leftOut } = await servers.matter.list('Everything')
  expect(leftOut).toBe(0)
  expect(resources.length).toBeGreaterThan(3)
  expect(resources.some(({ template }) => template)).toBe(true)
  const readable = resources.find(({ uri }) => uri.endsWith('features.md'))
  expect(await servers.matter.read('Everything', readable?.uri ?? '')).toMatch(
    /^\[resource demo:.*features\.md\]\n/,
  )
  const withArguments = prompts.find((prompt) => prompt.arguments.some(({ required }) => required))
  expect(withArguments?.name).toBe('args-prompt')
  const words = await servers.matter.prompt('Everything', 'args-prompt', { city: 'Bergen' })
  expect(words).toContain('Bergen')
  await expect(servers.matter.read('Everything', 'demo://nothing')).rejects.toMatchObject({
    failure: { code: 'mcp-refused', params: { server: 'Everything' } },
  })
  await expect(servers.matter.list('Nobody')).rejects.toMatchObject({
    failure: { code: 'mcp-server-missing' },
  })
})

test('MC-19 a model gets two tools for what a server holds, which are words of strangers, and no server without gets them', async () => {
  const servers = await openServers([recipeOf('Everything', everything), recipeOf('plain', scripted())])
  await Promise.all(['Everything', 'plain'].map((name) => servers.restart(name)))
  const tools = await servers.list()
  const added = tools.filter(({ name }) => name.endsWith('_resources') || name.endsWith('_resource'))
  expect(added).toMatchObject([
    { name: 'Everything__list_resources', effect: 'read', untrusted: true, server: 'Everything' },
    { name: 'Everything__read_resource', effect: 'read', untrusted: true, server: 'Everything' },
  ])
  // The screen shows what the server says of itself.
  expect(servers.status('Everything').tools.map(({ name }) => name)).not.toContain('list_resources')
  const list = await servers.call(callOf('Everything__list_resources'), callOptions)
  const uri = /^(demo:\S+features\.md) /m.exec(list)?.[1]
  expect(list).toContain('(a template: fill in what stands in braces)')
  const read = callOf('Everything__read_resource', JSON.stringify({ uri }))
  expect(await servers.call(read, callOptions)).toContain(`[resource ${uri}]`)
  await expect(servers.call(callOf('Everything__read_resource'), callOptions)).rejects.toMatchObject({
    failure: { code: 'tool-arguments-invalid' },
  })
  const changed = { ...callOptions, fingerprint: 'another' }
  await expect(servers.call(read, changed)).rejects.toMatchObject({ failure: { code: 'mcp-tool-changed' } })
})

test('MC-19 a server over HTTP reads over the network, and its own tool of that name stays its own', async () => {
  const { offeredTools } = await import('./offered-tool.ts')
  const own = { name: 'read_resource', description: 'Mine.', inputSchema: { type: 'object' as const } }
  const recipe = recipeOf('web', { type: 'http', url: 'https://example.com/mcp' })
  const { tools, leftOut } = offeredTools(recipe, '1', [own], true)
  expect(leftOut).toBe(0)
  expect(tools.map(({ definition }) => [definition.name, definition.effect, definition.description])).toEqual(
    [
      ['web__read_resource', 'run', 'Mine.'],
      ['web__list_resources', 'network', expect.any(String)],
    ],
  )
})
