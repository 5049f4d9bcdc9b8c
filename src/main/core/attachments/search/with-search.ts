import type { RunTools } from '../../tools/run-tools.ts'
import type { RunAttachmentSearch } from './attachment-search.ts'
import { searchAttachments } from './search-tool.ts'

/** The same tools, of which the one that searches files answers for this chat; models are told of it where there are any. */
export function withSearch(tools: RunTools, search: RunAttachmentSearch): RunTools {
  const { source } = tools
  let isOn = false
  return {
    async list() {
      const all = await tools.list()
      isOn = all.some((tool) => tool.name === searchAttachments.name && tool.server === undefined)
      return all
    },
    offer() {
      const offer = tools.offer()
      if (search.isAny) return offer
      return { ...offer, tools: offer.tools.filter(({ name }) => name !== searchAttachments.name) }
    },
    source: {
      list: () => source.list(),
      objection: (call) => source.objection?.(call),
      call: (call, options) =>
        isOn && call.name === searchAttachments.name
          ? search.search(call, options)
          : source.call(call, options),
    },
  }
}
