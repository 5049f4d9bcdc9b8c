import { errorOf, ParleyError, reasonOf } from '../core/errors.ts'
import type { HeldMatter } from '../core/ports/tool-servers.ts'
import { shownText } from './result-text.ts'
import type { ServerMatter } from './server-matter.ts'
import type { ServerUnit } from './server-unit.ts'

/** What servers hold, for a person who looks at one. */
export function createHeldMatter(find: (name: string) => ServerUnit | undefined): HeldMatter {
  const within = async <Result>(
    name: string,
    ask: (matter: ServerMatter, signal: AbortSignal) => Promise<Result>,
  ) => {
    const unit = find(name)
    if (!unit) throw new ParleyError('mcp-server-missing', { params: { name } })
    await unit.ensure()
    const matter = unit.connection()?.matter
    if (!matter) {
      const { failure } = unit.status()
      throw failure ? errorOf(failure) : new ParleyError('mcp-silent', { params: { server: name } })
    }
    try {
      return await ask(matter, new AbortController().signal)
    } catch (error) {
      throw new ParleyError('mcp-refused', {
        params: { server: name, reason: reasonOf(error) },
        cause: error,
      })
    }
  }
  return {
    list: (name) => within(name, (matter, signal) => matter.list(signal)),
    read: (name, uri) => within(name, async (matter, signal) => shownText(await matter.read(uri, signal))),
    prompt: (name, prompt, input) => within(name, (matter, signal) => matter.prompt(prompt, input, signal)),
  }
}
