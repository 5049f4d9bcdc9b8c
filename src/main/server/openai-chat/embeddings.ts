import { z } from 'zod'
import type { Work } from '../api/route.ts'
import { parseBody } from './parse-body.ts'

const bodySchema = z.object({
  model: z.string().min(1).max(300),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2048)], {
    error: 'must be a text or a list of texts that are not empty; tokens are not taken',
  }),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.number().int().min(1).max(100_000).nullish(),
})

export const answerEmbeddings: Work = async (request, _reply, exchange) => {
  const { model, input, encoding_format: format, dimensions } = parseBody(bodySchema, request.body)
  exchange.model = model
  const answer = await exchange.ask('embeddings.create', {
    model,
    texts: typeof input === 'string' ? [input] : input,
    ...(dimensions && { dimensions }),
  })
  exchange.usage = answer.usage
  const { inputTokens = 0 } = answer.usage ?? {}
  return {
    object: 'list',
    data: answer.vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: format === 'base64' ? base64Of(vector) : vector,
    })),
    model: `${answer.providerId}/${answer.model}`,
    usage: { prompt_tokens: inputTokens, total_tokens: inputTokens },
  }
}

/** Numbers of 32 bits, the least byte first. */
function base64Of(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4)
  vector.forEach((value, at) => bytes.writeFloatLE(value, at * 4))
  return bytes.toString('base64')
}
