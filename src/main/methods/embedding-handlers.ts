import { sessionIdOf } from '../../contract/id.ts'
import type { OfferedModels } from '../core/completion/offered-models.ts'
import type { Connections } from '../core/provider/connections.ts'
import type { RunDependencies } from '../core/run/start-run.ts'
import type { Handlers } from './door.ts'

interface Needs extends Pick<RunDependencies, 'resolveOptions' | 'moneyFor'> {
  readonly connections: Pick<Connections, 'embed'>
  readonly offered: Pick<OfferedModels, 'resolve'>
}

export function embeddingHandlers({
  connections,
  offered,
  resolveOptions,
  moneyFor,
}: Needs): Pick<Handlers, 'embeddings.create'> {
  return {
    async 'embeddings.create'({ providerId: wished, model: name, texts, dimensions }, { gone }) {
      const options = wished
        ? await resolveOptions({ model: name, providerId: wished })
        : await offered.resolve(name)
      const { providerId, model } = options
      const request = { model, texts, ...(dimensions && { dimensions }) }
      const answer = await connections.embed(providerId, request, gone)
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
