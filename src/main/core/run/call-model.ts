import { textOf } from '../../../contract/message.ts'
import type { SessionId } from '../../../contract/id.ts'
import type { Run, RunOptions } from '../../../contract/run.ts'
import { errorOf } from '../errors.ts'
import type { RunMoneyFactory } from '../money/run-money.ts'
import type { ModelClient, ModelRequest } from '../ports/model-client.ts'
import type { CallModel, ModelQuestion, ToolSource } from '../ports/tool-source.ts'

/** The same tools, whose calls may ask the run's model. What that costs is in the ledger of the day and not in the run. */
export function withModel(source: ToolSource, needs: ModelWay, run: Asking): ToolSource {
  const model = modelOf(needs, run)
  return {
    list: () => source.list(),
    objection: (call) => source.objection?.(call),
    call: (call, options) => source.call(call, { ...options, model }),
  }
}

type Asking = Pick<Run, 'options' | 'sessionId'>

/** How the model of a run is reached, and what it costs. */
export interface ModelWay {
  /** Connects to the model; the requests of one session take turns with those of others. */
  readonly connect: (options: RunOptions, sessionId: SessionId) => Promise<ModelClient>
  readonly moneyFor: RunMoneyFactory
}

function modelOf({ connect, moneyFor }: ModelWay, { options, sessionId }: Asking): CallModel {
  return {
    name: options.model,
    async ask(question, signal) {
      const client = await connect(options, sessionId)
      const outcome = await client.complete(requestOf(options.model, question), { signal })
      if (outcome.type === 'failed') throw errorOf(outcome.failure)
      if (outcome.usage) await moneyFor(options, sessionId).charge(outcome.usage)
      return { text: textOf(outcome), isCut: outcome.finishReason === 'length' }
    },
  }
}

function requestOf(model: string, { instructions, turns, maxTokens }: ModelQuestion): ModelRequest {
  return {
    model,
    messages: [
      ...(instructions === undefined ? [] : [said('system', instructions)]),
      ...turns.map(({ role, text }) => said(role, text)),
    ],
    tools: [],
    parallelTools: false,
    generation: { maxTokens },
  }
}

function said(role: 'system' | 'user' | 'assistant', text: string) {
  return { role, parts: [{ type: 'text', text }] } as const
}
