import { describe, expect, test } from 'vitest'
import { longestInstructions, newAgentWords, type Agent } from '../../../contract/agent.ts'
import { agentIdOf, providerIdOf } from '../../../contract/id.ts'
import type { ListStore } from '../ports/list-store.ts'
import { codeOf } from '../testing/code-of.ts'
import { fakeList } from '../testing/fake-list.ts'
import { createAgents } from './agents.ts'

const openai = providerIdOf('openai')

describe('agents', () => {
  test('are kept as they were saved, without what was left open', async () => {
    const kept = fakeList<Agent>()
    const agents = createAgents(kept)
    const writer = await agents.save({
      name: ' Writer ',
      instructions: 'Write.',
      providerId: openai,
      model: 'gpt',
      generation: {},
      tools: ['calculator', 'calculator'],
      parallelTools: undefined,
    })
    expect(kept.read()).toStrictEqual([
      {
        id: writer.id,
        name: 'Writer',
        instructions: 'Write.',
        providerId: openai,
        model: 'gpt',
        tools: ['calculator'],
      },
    ])
    const changed = await agents.save({ ...writer, instructions: 'Write well.' })
    expect(kept.read()).toMatchObject([{ id: writer.id, instructions: 'Write well.' }])
    expect(changed.hash).not.toBe(writer.hash)
  })

  test('have a hash that tells what they are and not what they are called', async () => {
    const agents = createAgents(fakeList())
    const one = await agents.save({ ...newAgentWords, tools: [] })
    const renamed = await agents.save({ ...one, name: 'Another' })
    expect(renamed.hash).toBe(one.hash)
    const copy = await agents.duplicate(one.id)
    expect(copy).toMatchObject({ name: 'Another 2', hash: one.hash })
    expect((await agents.save({ ...one, tools: undefined })).hash).not.toBe(one.hash)
  })

  test('have a name each, whatever its letters look like', async () => {
    const agents = createAgents(fakeList())
    const writer = await agents.save({ ...newAgentWords, name: 'Writer' })
    const taken = agents.save({ ...newAgentWords, name: 'WRITER ' })
    expect(await codeOf(taken)).toBe('name-taken')
    await agents.save({ ...writer, name: 'writer' })
    expect(await agents.views()).toMatchObject([{ name: 'writer' }])
  })

  test('come back to their place, under another name where theirs is taken', async () => {
    const agents = createAgents(fakeList())
    const [first] = [
      await agents.save({ ...newAgentWords, name: 'A' }),
      await agents.save({ ...newAgentWords, name: 'B' }),
    ]
    await agents.remove(first.id)
    expect(agents.known(first.id)).toBeUndefined()
    await agents.save({ ...newAgentWords, name: 'a' })
    await agents.restore(first.id)
    expect((await agents.views()).map(({ name }) => name)).toStrictEqual(['A 2', 'B', 'a'])
    expect(await codeOf(agents.restore(first.id))).toBe('agent-missing')
  })

  test('are refused where there is no such one, or too much to say', async () => {
    const agents = createAgents(fakeList())
    const id = agentIdOf('nobody')
    expect(await codeOf(agents.save({ ...newAgentWords, id }))).toBe('agent-missing')
    expect(await codeOf(agents.remove(id))).toBe('agent-missing')
    expect(await codeOf(agents.duplicate(id))).toBe('agent-missing')
    const instructions = 'x'.repeat(longestInstructions + 1)
    expect(await codeOf(agents.save({ ...newAgentWords, instructions }))).toBe('text-too-long')
    expect(await agents.views()).toStrictEqual([])
  })

  test('stay as they were when they cannot be written', async () => {
    const broken: ListStore<Agent> = { read: () => [], write: () => Promise.reject(new Error('full')) }
    const agents = createAgents(broken)
    let told = 0
    agents.watch(() => (told += 1))
    await expect(agents.save(newAgentWords)).rejects.toThrow('full')
    expect(await agents.views()).toStrictEqual([])
    expect(told).toBe(0)
  })
})
