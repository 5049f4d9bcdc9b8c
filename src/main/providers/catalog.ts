import { providerIdOf } from '../../contract/id.ts'
import type { ProviderBrand } from '../core/ports/provider-brand.ts'

type Row = Omit<ProviderBrand, 'id' | 'protocol' | 'needsKey'>

/**
 * The built-in brands, in the order in which the settings show them and the default is sought. Servers that need no
 * key are not among them: being usable at once, one of them would become everybody's default.
 */
export const brands: readonly ProviderBrand[] = [
  compatible('openai', {
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    keyPageUrl: 'https://platform.openai.com/api-keys',
    keyVariable: 'OPENAI_API_KEY',
    defaultModel: 'gpt-4o-mini',
  }),
  {
    id: providerIdOf('anthropic'),
    name: 'Anthropic',
    protocol: 'anthropic-messages',
    baseUrl: 'https://api.anthropic.com',
    keyPageUrl: 'https://console.anthropic.com/settings/keys',
    keyVariable: 'ANTHROPIC_API_KEY',
    defaultModel: 'claude-sonnet-4-5',
    needsKey: true,
  },
  compatible('gemini', {
    name: 'Google Gemini',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    keyPageUrl: 'https://aistudio.google.com/apikey',
    keyVariable: 'GEMINI_API_KEY',
    defaultModel: 'gemini-2.5-flash',
  }),
  compatible('deepseek', {
    name: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com',
    keyPageUrl: 'https://platform.deepseek.com/api_keys',
    keyVariable: 'DEEPSEEK_API_KEY',
    defaultModel: 'deepseek-chat',
  }),
  compatible('mistral', {
    name: 'Mistral',
    baseUrl: 'https://api.mistral.ai/v1',
    keyPageUrl: 'https://console.mistral.ai/api-keys',
    keyVariable: 'MISTRAL_API_KEY',
    defaultModel: 'mistral-small-latest',
  }),
  compatible('groq', {
    name: 'Groq',
    baseUrl: 'https://api.groq.com/openai/v1',
    keyPageUrl: 'https://console.groq.com/keys',
    keyVariable: 'GROQ_API_KEY',
    defaultModel: 'llama-3.3-70b-versatile',
  }),
  compatible('xai', {
    name: 'xAI',
    baseUrl: 'https://api.x.ai/v1',
    keyPageUrl: 'https://console.x.ai',
    keyVariable: 'XAI_API_KEY',
    defaultModel: 'grok-4',
  }),
  compatible('openrouter', {
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    keyPageUrl: 'https://openrouter.ai/settings/keys',
    keyVariable: 'OPENROUTER_API_KEY',
    defaultModel: 'openrouter/auto',
  }),
  {
    id: providerIdOf('demo'),
    name: 'Demo',
    protocol: 'demo',
    baseUrl: '',
    defaultModel: 'demo',
    needsKey: false,
  },
]

function compatible(id: string, row: Row): ProviderBrand {
  return { id: providerIdOf(id), protocol: 'openai-chat', needsKey: true, ...row }
}
