import type OpenAI from 'openai'
import { z } from 'zod'
import { errorOf } from '../core/errors.ts'
import type { EmbeddingAnswer, EmbeddingRequest, ModelEndpoint } from '../core/ports/model-client.ts'
import { invalid } from './thrown-failure.ts'

const answerSchema = z.object({
  data: z.array(z.object({ index: z.number().int().optional(), embedding: z.array(z.number()).min(1) })),
  model: z.string().optional().catch(undefined),
  usage: z.object({ prompt_tokens: z.number().int().nonnegative() }).optional().catch(undefined),
})

/** Asks for vectors as OpenAI's two protocols do: https://platform.openai.com/docs/api-reference/embeddings. */
export async function embedWith(
  library: OpenAI,
  { model, texts, dimensions }: EmbeddingRequest,
  endpoint: ModelEndpoint,
  signal: AbortSignal,
): Promise<EmbeddingAnswer> {
  // As numbers: the library would ask for base64, which not every server knows.
  const body = { model, input: [...texts], encoding_format: 'float', ...(dimensions && { dimensions }) }
  const response = await library.post('/embeddings', { body, signal }).asResponse()
  const { success, data: answer } = answerSchema.safeParse(await response.json())
  if (!success) throw errorOf(invalid('no vectors', endpoint).failure)
  const { data, usage, model: name } = answer
  const vectors = data.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0)).map(({ embedding }) => embedding)
  if (vectors.length !== texts.length) {
    const detail = `${vectors.length} vectors for ${texts.length} texts`
    throw errorOf(invalid(detail, endpoint).failure)
  }
  return {
    vectors,
    model: name ?? model,
    ...(usage && { usage: { inputTokens: usage.prompt_tokens, outputTokens: 0 } }),
  }
}
