import type Anthropic from '@anthropic-ai/sdk'
import type { Model } from '../../../contract/provider.ts'
import type { ModelEndpoint } from '../../core/ports/model-client.ts'

/** The models that can be asked, in the provider's order. */
export async function modelsOf(
  listed: AsyncIterable<Anthropic.ModelInfo>,
  { providerId }: ModelEndpoint,
): Promise<readonly Model[]> {
  const models: Model[] = []
  for await (const { id, display_name: name } of listed) {
    if (typeof id === 'string' && id !== '') models.push({ id, providerId, name: name || id })
  }
  return models
}
