import { openOtherPrograms } from '../config/other-programs.ts'
import { loginPath } from '../mcp/login-path.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { ToolServers } from '../core/ports/tool-servers.ts'
import type { SettingsBook } from '../core/provider/settings.ts'
import { createMcpRoom, type McpRoom } from '../core/mcp/mcp-room.ts'
import { createMcpQuestions } from '../core/mcp/questions.ts'
import { openToolServers } from '../mcp/tool-servers.ts'
import { brands } from '../providers/catalog.ts'
import type { Host } from './host.ts'

const pingMs = 5_000

/** Parley's own variables, and those in which people keep the keys of model providers. */
const reserved = new Set(['ANTHROPIC_AUTH_TOKEN', ...brands.flatMap(({ keyVariable }) => keyVariable ?? [])])

/** Opens the MCP servers of the profile. None runs before it is used. */
export async function openMcp(
  host: Host,
  book: SettingsBook,
  clock: Clock,
): Promise<{ readonly mcp: McpRoom; readonly servers: ToolServers }> {
  const { env, log, profile, secrets, version, face } = host
  const platform = process.platform
  // An app that was started by a click has not the path of the user's shell; a terminal has it.
  let path: Promise<string> | undefined
  const commandPath = () =>
    (path ??=
      face === 'desktop' ? loginPath(env, platform) : Promise.resolve(env['PATH'] ?? env['Path'] ?? ''))
  const servers = await openToolServers({
    clock,
    log,
    env,
    platform,
    version,
    pingMs,
    commandPath,
    fetch,
    random: Math.random,
    processFolder: profile.processes,
  })
  const variables = {
    isReserved: (name: string) => reserved.has(name) || name.startsWith('PARLEY_'),
    read: (name: string) => env[name],
  }
  const others = openOtherPrograms({ env, platform })
  const questions = createMcpQuestions(clock, () => book.current().approvals.waitMs)
  const mcp = createMcpRoom({ book, secrets, servers, variables, questions, others, openLink: host.openLink })
  return { servers, mcp }
}
