import { sessionIdOf } from '../../contract/id.ts'
import type { Connections } from '../core/provider/connections.ts'
import type { RunDependencies } from '../core/run/start-run.ts'
import type { Handlers } from './door.ts'

interface Needs extends Pick<RunDependencies, 'resolveOptions' | 'moneyFor'> {
  readonly connections: Pick<Connections, 'embed'>
}

export function embeddingHandlers({
  connections,
  resolveOptions,
  moneyFor,
}: Needs): Pick<Handlers, 'embeddings.create'> {
  return {
    async 'embeddings.create'({ providerId: wished, model: name, texts, dimensions }) {
      const options = await resolveOptions({ model: name, ...(wished && { providerId: wished }) })
      const { providerId, model } = options
      const answer = await connections.embed(providerId, { model, texts, ...(dimensions && { dimensions }) })
      // They belong to no chat; the ledger of the day has them.
      const money = moneyFor(options, sessionIdOf('embeddings'))
      const cost = answer.usage && (await money.charge(answer.usage))
      return {
        providerId,
        model: answer.model,
        vectors: answer.vectors,
        ...(answer.usage && { usage: answer.usage }),
        ...(cost !== undefined && { cost }),
      }
    },
  }
}
