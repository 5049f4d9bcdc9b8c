import { z } from 'zod'
import type { OfferedModel } from '../../../contract/completion.ts'
import { ApiError } from '../api/api-error.ts'
import type { Work } from '../api/route.ts'

export const answerModels: Work = async (_request, _reply, { ask }) => {
  const { models } = await ask('models.offered', {})
  return { object: 'list', data: models.map(modelOf) }
}

/** The rest of the path, whose slashes belong to the name. */
const paramsSchema = z.object({ '*': z.string() })

/** By the whole name, or by the bare one where one provider alone has it. */
export const answerModel: Work = async (request, _reply, exchange) => {
  const { '*': name } = paramsSchema.parse(request.params)
  exchange.model = name
  const { models } = await exchange.ask('models.offered', {})
  const named = models.filter(({ id, providerId }) => id === name || id === `${providerId}/${name}`)
  const found = named.find(({ id }) => id === name) ?? (named.length === 1 ? named[0] : undefined)
  if (found) return modelOf(found)
  throw new ApiError(404, `There is no model "${name}" here.`, { code: 'model_not_found', param: 'model' })
}

// When a model was made, providers do not tell.
function modelOf({ id, name, providerId }: OfferedModel): object {
  return { id, object: 'model', created: 0, owned_by: providerId, name }
}
