import type OpenAI from 'openai'
import type { Model } from '../../contract/provider.ts'
import type { ModelEndpoint } from '../core/ports/model-client.ts'

// What the large providers list beside models that chat.
const otherKinds =
  /^(?:models\/)?(?:text-embedding|embedding|gemini-embedding|text-moderation|omni-moderation|whisper|tts-|dall-e|gpt-image|chatgpt-image|sora|babbage|davinci|imagen|veo|aqa|mistral-embed|codestral-embed|mistral-moderation|mistral-ocr)|-(?:transcribe|tts|realtime)\b/

/** The models that can be asked, in the provider's order. When nothing seems to be one, all of them. */
export async function modelsOf(
  listed: AsyncIterable<OpenAI.Model>,
  { providerId }: ModelEndpoint,
): Promise<readonly Model[]> {
  const models: Model[] = []
  for await (const { id } of listed) {
    if (typeof id === 'string' && id !== '')
      models.push({ id, providerId, name: id.replace(/^models\//, '') })
  }
  const chatting = models.filter(({ id }) => !otherKinds.test(id))
  return chatting.length > 0 ? chatting : models
}
