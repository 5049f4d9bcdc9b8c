import { readOutput, type RunOutputs } from './run-outputs.ts'
import type { RunTools } from './run-tools.ts'

/** The same tools, and with them the one that reads long outputs; models are told of it where there are any. */
export function withOutputs(tools: RunTools, outputs: RunOutputs): RunTools {
  const { source } = tools
  return {
    // Known in every run: a chat in which it was called goes on when it has no such output.
    list: async () => [...(await tools.list()).filter(({ name }) => name !== readOutput.name), readOutput],
    offer() {
      const offer = tools.offer()
      return outputs.isAny() ? { ...offer, tools: [...offer.tools, readOutput] } : offer
    },
    source: {
      list: () => source.list(),
      objection: (call) => (call.name === readOutput.name ? undefined : source.objection?.(call)),
      call: (call, options) =>
        call.name === readOutput.name ? outputs.read(call) : source.call(call, options),
    },
  }
}
