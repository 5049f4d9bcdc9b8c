import { agentViewSchema } from '../../../contract/agent.ts'
import { promptSchema } from '../../../contract/prompt.ts'
import { fileWriteSchema } from '../../../contract/folder.ts'
import { mcpServerChangeSchema } from '../../../contract/mcp.ts'
import { ownToolSchema } from '../../../contract/own-tool.ts'
import { toolSettingsViewSchema } from '../../../contract/tool-settings.ts'
import { fakeNow, type FakeWorldOptions } from '../../transport/fake/fake-world.ts'

export const toolSettings = toolSettingsViewSchema.parse({
  tools: [{ name: '1', description: 'Говорит о погоде.', effect: 'write', server: 'Файлы', on: true }],
  services: { search: 'brave', stocks: 'stooq' },
  withKey: [],
})

/** One of nearly everything that the settings can show, in Cyrillic letters where a user chose the words. */
export function fullWorld(): FakeWorldOptions {
  const launch = { type: 'http', url: 'https://1.2.3.4/5' } as const
  const { enabled, variables } = mcpServerChangeSchema.parse({ name: 'Файлы 2', launch, enabled: true })
  const tool = { name: '2', qualifiedName: '2', description: 'Двигает.', effect: 'run' } as const
  const status = { state: 'ready', tools: [tool], leftOut: 2, output: ['7'], about: 'Файлы' } as const
  const server = {
    name: 'Файлы 2',
    launch,
    enabled,
    variables,
    env: [],
    headers: [],
    loginValues: [],
    wanted: ['Ж'],
    status,
  }
  const id = '0d1f3b8e-6c52-4a0f-9a51-2f5f0f7a1c11'
  const usage = { inputTokens: 12_000, outputTokens: 300 }
  const day = {
    day: '2026-11-20',
    providerId: 'openai',
    model: 'gpt-5-mini',
    rounds: 3,
    usage,
    cost: 1,
    unpriced: 1,
  }
  const copy = { name: '1', at: fakeNow - 86_400_000, bytes: 48_100_000 }
  return {
    agents: [
      agentViewSchema.parse({ id: '1', name: 'Писарь', instructions: 'Пиши.', tools: ['8'], hash: '1' }),
    ],
    prompts: [promptSchema.parse({ id: '1', name: 'путь', text: 'Куда {{город}}' })],
    mcpServers: [server],
    usageDays: [day],
    backups: [
      { ...copy, kind: 'backup' },
      { ...copy, kind: 'replaced', name: '2' },
    ],
    folders: {
      folders: [{ path: '/дом', access: 'read' }],
      writes: [fileWriteSchema.parse({ id, path: '/дом/план', at: 1, created: false })],
    },
    ownTools: {
      folder: '/дом',
      tools: [ownToolSchema.parse({ file: '1.mjs', state: 'new', hash: 'h1', source: '1' })],
    },
  }
}
