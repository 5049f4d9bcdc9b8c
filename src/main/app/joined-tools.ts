import type { ToolSource } from '../core/ports/tool-source.ts'

/**
 * Several sources as one. Of two tools with one name that of the first source counts: nobody outside can take the place
 * of a built-in one. A source that cannot tell its tools has none.
 */
export function joinTools(first: ToolSource, ...others: readonly ToolSource[]): ToolSource {
  // Which source a tool was told from, so that a call needs no list of its own.
  const told = new Map<string, ToolSource>()
  return {
    async list() {
      const sources = [first, ...others]
      const lists = await Promise.all(sources.map((source) => source.list().catch(() => [])))
      const next = new Map<string, ToolSource>()
      const tools = lists.flatMap((list, index) =>
        list.filter(({ name }) => {
          const source = sources[index]
          if (!source || next.has(name)) return false
          next.set(name, source)
          return true
        }),
      )
      // One whose server is on its way back is not in the list, and still can be called.
      for (const [name, source] of next) told.set(name, source)
      return tools
    },
    objection: (call) => (told.get(call.name) ?? first).objection?.(call),
    call: (call, options) => (told.get(call.name) ?? first).call(call, options),
  }
}
