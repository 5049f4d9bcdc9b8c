import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openOtherPrograms, placeOf } from './other-programs.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

test.each([
  ['linux', { HOME: '/h' }, ['/h/.config/Claude/claude_desktop_config.json', '/h/.cursor/mcp.json']],
  [
    'linux',
    { HOME: '/h', XDG_CONFIG_HOME: '/x' },
    ['/x/Claude/claude_desktop_config.json', '/h/.cursor/mcp.json'],
  ],
  [
    'darwin',
    { HOME: '/h' },
    ['/h/Library/Application Support/Claude/claude_desktop_config.json', '/h/.cursor/mcp.json'],
  ],
  [
    'win32',
    { USERPROFILE: String.raw`C:\u`, APPDATA: String.raw`C:\a` },
    [String.raw`C:\a\Claude\claude_desktop_config.json`, String.raw`C:\u\.cursor\mcp.json`],
  ],
] as const)(
  'on %s with %o the files of other programs lie where their makers say',
  (platform, env, places) => {
    expect([placeOf('claude-desktop', { env, platform }), placeOf('cursor', { env, platform })]).toEqual(
      places,
    )
    expect(placeOf('vscode', { env, platform })).toMatch(/Code[/\\]User[/\\]mcp\.json$/)
  },
)

test('a file is read, and one that is missing, a folder, or far too long says so with its place', async () => {
  const context = { env: { HOME: temporaryFolder() }, platform: 'linux' } as const
  const programs = openOtherPrograms(context)
  const path = placeOf('cursor', context)
  await expect(programs.read('cursor')).rejects.toMatchObject({
    failure: { code: 'mcp-file-missing', params: { program: 'Cursor', path } },
  })
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, '{"mcpServers":{}}')
  expect(await programs.read('cursor')).toEqual({ path, text: '{"mcpServers":{}}' })
  writeFileSync(path, ' '.repeat(1_000_001))
  await expect(programs.read('cursor')).rejects.toMatchObject({ failure: { code: 'mcp-file-unreadable' } })
  mkdirSync(join(placeOf('vscode', context)), { recursive: true })
  await expect(programs.read('vscode')).rejects.toMatchObject({ failure: { code: 'mcp-file-unreadable' } })
})
