import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { agentIdOf, promptIdOf } from '../../contract/id.ts'
import { openAgentFile, openPromptFile } from './library-files.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const now = () => 1234
const agentsIn = (folder: string) => openAgentFile(join(folder, 'agents.json'), now)

it('keeps agents and prompts for the next start, for the eyes of the user only', async () => {
  const folder = temporaryFolder()
  const agent = { id: agentIdOf('a'), name: 'Writer', instructions: 'Größe 漢字', tools: [] }
  await agentsIn(folder).write([agent])
  expect(agentsIn(folder).read()).toStrictEqual([agent])
  expect(statSync(join(folder, 'agents.json')).mode & 0o777).toBe(0o600)
  const prompts = join(folder, 'prompts.json')
  const prompt = { id: promptIdOf('p'), name: 'review', text: 'Review {{what}}' }
  await openPromptFile(prompts, now).write([prompt])
  expect(openPromptFile(prompts, now).read()).toStrictEqual([prompt])
})

it.each(['{', '{"version":1,"agents":[{"id":"a","name":""}]}', '{"version":1,"agents":7}'])(
  'keeps the file %j under another name, says so, and begins with nothing',
  async (text) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'agents.json'), text)
    const file = agentsIn(folder)
    const kept = join(folder, 'agents.broken-1234.json')
    expect(file.warning).toMatchObject({ code: 'list-malformed', params: { kept } })
    expect(file.read()).toStrictEqual([])
    await file.write([])
    expect(readFileSync(kept, 'utf8')).toBe(text)
  },
)

it('refuses a file of a later version and leaves it alone', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'agents.json'), '{"version":2,"agents":{}}')
  expect(() => agentsIn(folder)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'profile-newer' }) }),
  )
  expect(readdirSync(folder)).toStrictEqual(['agents.json'])
})
