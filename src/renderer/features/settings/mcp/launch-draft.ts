import type { McpLaunch, McpServerView } from '../../../../contract/mcp.ts'

/** A server as it is being written. */
export interface LaunchDraft {
  readonly name: string
  readonly type: McpLaunch['type']
  readonly command: string
  /** The arguments, one on each line; or, when one is empty or has lines itself, a list in JSON. */
  readonly words: string
  readonly cwd: string
  readonly url: string
}

/** A new one begins as the kind that is named. */
export function draftOf(server: McpServerView | undefined, type: LaunchDraft['type']): LaunchDraft {
  const empty = { name: server?.name ?? '', command: '', words: '', cwd: '', url: '' }
  if (!server) return { ...empty, type }
  const { launch } = server
  if (launch.type !== 'stdio') return { ...empty, type: launch.type, url: launch.url }
  const { command, args, cwd = '' } = launch
  return { ...empty, type: 'stdio', command, words: wordsOf(args), cwd }
}

/** True when nothing is missing that a start needs. */
export function isReady({ name, type, command, url }: LaunchDraft): boolean {
  if (name.trim() === '') return false
  return type === 'stdio' ? command.trim() !== '' : /^https?:\/\/\S+$/.test(url.trim())
}

export function launchOf({ type, command, words, cwd, url }: LaunchDraft): McpLaunch {
  if (type !== 'stdio') return { type, url: url.trim() }
  const args = argumentsOf(words)
  return { type, command: command.trim(), args, ...(cwd.trim() !== '' && { cwd: cwd.trim() }) }
}

function wordsOf(args: readonly string[]): string {
  const plain = args.every((word) => word !== '' && !/[\r\n]/.test(word)) && !args[0]?.startsWith('[')
  return plain ? args.join('\n') : JSON.stringify(args)
}

function argumentsOf(words: string): string[] {
  return listIn(words) ?? words.split(/\r?\n/).filter((word) => word !== '')
}

function listIn(words: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(words)
    return Array.isArray(list) && list.every((word) => typeof word === 'string') ? list : undefined
  } catch {
    return undefined
  }
}
