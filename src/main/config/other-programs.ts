import { open } from 'node:fs/promises'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import { otherProgramNames, type OtherProgram } from '../../contract/mcp.ts'
import { ParleyError } from '../core/errors.ts'
import type { OtherPrograms } from '../core/ports/other-programs.ts'
import type { PathContext } from './paths.ts'

/** A file of settings is never as long. */
const longestFile = 1_000_000

/** Finds the files of other programs where these keep them. */
export function openOtherPrograms(context: PathContext): OtherPrograms {
  return {
    async read(program) {
      const path = placeOf(program, context)
      try {
        return { path, text: await readAtMost(path) }
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'too large'
        const params = { program: otherProgramNames[program], path, reason: code }
        throw new ParleyError(code === 'ENOENT' ? 'mcp-file-missing' : 'mcp-file-unreadable', { params })
      }
    },
  }
}

/** Where a program keeps its servers, as its makers say. */
export function placeOf(program: OtherProgram, { env, platform }: PathContext): string {
  const path = platform === 'win32' ? win32 : posix
  const join = (...parts: readonly string[]) => path.join(...parts)
  const home = (platform === 'win32' ? env['USERPROFILE'] : env['HOME']) || homedir()
  const data = {
    darwin: join(home, 'Library', 'Application Support'),
    win32: env['APPDATA'] || join(home, 'AppData', 'Roaming'),
    linux: env['XDG_CONFIG_HOME'] || join(home, '.config'),
  }[platform === 'darwin' || platform === 'win32' ? platform : 'linux']
  const places = {
    'claude-desktop': join(data, 'Claude', 'claude_desktop_config.json'),
    cursor: join(home, '.cursor', 'mcp.json'),
    vscode: join(data, 'Code', 'User', 'mcp.json'),
  }
  return places[program]
}

async function readAtMost(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestFile + 1))
    if (bytesRead > longestFile) throw new Error('too large')
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}
