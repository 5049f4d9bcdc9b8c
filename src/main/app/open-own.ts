import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { SettingsBook } from '../core/provider/settings.ts'
import { loginPath } from '../mcp/login-path.ts'
import { openOwnTools, ownToolsFolder } from '../tools/own/open-own-tools.ts'
import type { Host } from './host.ts'

/** The user's own tools. They run in Node: this very program, or in the desktop the one that is installed. */
export function openOwn({ profile, env, face }: Host, book: SettingsBook) {
  const node = () => (face === 'desktop' ? installedNode(env) : Promise.resolve(process.execPath))
  return openOwnTools({
    folder: ownToolsFolder(profile.folder),
    agreed: () => book.current().ownTools,
    node,
    env,
    closed: [profile.folder],
  })
}

// The desktop's own program refuses to be Node, so that nobody else can use it as such.
async function installedNode(env: Host['env']): Promise<string> {
  const path = await loginPath(env, process.platform)
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const folder of path.split(delimiter).filter((each) => each !== '')) {
    const program = join(folder, name)
    if (
      await access(program).then(
        () => true,
        () => false,
      )
    )
      return program
  }
  throw new Error('Node was not found; install version 24 from nodejs.org and look again')
}
