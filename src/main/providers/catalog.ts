import { providerIdOf } from '../../contract/id.ts'
import type { ProviderBrand } from '../core/ports/provider-brand.ts'
import { compatible } from './compatible-brand.ts'
import { moreBrands } from './more-brands.ts'

/**
 * The built-in brands, in the order in which the settings show them and the default is sought. Servers on this computer
 * need no key, and are used only when somebody chooses them.
 *
 * Default models come from the brand's own pages, named at each and read on 2026-11-20. Where those could not be read
 * there is none, and the user is asked to choose: a name that no longer exists is worse than no name.
 */
export const brands: readonly ProviderBrand[] = [
  compatible('openai', {
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    keyPageUrl: 'https://platform.openai.com/api-keys',
    keyVariable: 'OPENAI_API_KEY',
    // developers.openai.com/api/docs/deprecations: it ends on 2027-01-14. Its successors are said to refuse tools in this
    // protocol unless they are told not to reason; the brand below asks them in the other one.
    defaultModel: 'gpt-4o-mini',
    prices: 'openai',
  }),
  {
    id: providerIdOf('anthropic'),
    name: 'Anthropic',
    protocol: 'anthropic-messages',
    baseUrl: 'https://api.anthropic.com',
    keyPageUrl: 'https://platform.claude.com/settings/keys',
    keyVariable: 'ANTHROPIC_API_KEY',
    // platform.claude.com/docs, get-api-key and models: the current Sonnet; 4.5 ends on 2026-11-30.
    defaultModel: 'claude-sonnet-5-5',
    prices: 'anthropic',
    needsKey: true,
  },
  compatible('gemini', {
    name: 'Google Gemini',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    keyPageUrl: 'https://aistudio.google.com/apikey',
    keyVariable: 'GEMINI_API_KEY',
    // ai.google.dev/gemini-api/docs/openai: the model of its examples.
    defaultModel: 'gemini-3.8-flash',
    prices: 'google',
  }),
  compatible('deepseek', {
    name: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com',
    keyPageUrl: 'https://platform.deepseek.com/api_keys',
    keyVariable: 'DEEPSEEK_API_KEY',
    // api-docs.deepseek.com: what deepseek-chat stood for until it was announced to end on 2026-07-24.
    defaultModel: 'deepseek-v4-flash',
    prices: 'deepseek',
  }),
  compatible('mistral', {
    name: 'Mistral',
    baseUrl: 'https://api.mistral.ai/v1',
    keyPageUrl: 'https://console.mistral.ai/api-keys',
    keyVariable: 'MISTRAL_API_KEY',
    // docs.mistral.ai/getting-started/models: the name under which the newest small model is found.
    defaultModel: 'mistral-small-latest',
    prices: 'mistral',
  }),
  compatible('groq', {
    name: 'Groq',
    baseUrl: 'https://api.groq.com/openai/v1',
    keyPageUrl: 'https://console.groq.com/keys',
    keyVariable: 'GROQ_API_KEY',
    // console.groq.com/docs/models: among those for production.
    defaultModel: 'openai/gpt-oss-120b',
    prices: 'groq',
  }),
  compatible('xai', {
    name: 'xAI',
    baseUrl: 'https://api.x.ai/v1',
    keyPageUrl: 'https://console.x.ai',
    keyVariable: 'XAI_API_KEY',
    // docs.x.ai names grok-4 on older pages only.
    defaultModel: '',
    prices: 'x-ai',
  }),
  compatible('openrouter', {
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    keyPageUrl: 'https://openrouter.ai/settings/keys',
    keyVariable: 'OPENROUTER_API_KEY',
    // openrouter.ai/docs/guides/routing/routers/auto-router: chooses a model for each question.
    defaultModel: 'openrouter/auto',
    prices: 'openrouter',
  }),
  {
    // Behind the brands of the chat protocol, so that a key in the environment goes on meaning what it meant.
    id: providerIdOf('openai-responses'),
    name: 'OpenAI (Responses)',
    protocol: 'openai-responses',
    baseUrl: 'https://api.openai.com/v1',
    keyPageUrl: 'https://platform.openai.com/api-keys',
    keyVariable: 'OPENAI_API_KEY',
    defaultModel: '',
    prices: 'openai',
    needsKey: true,
  },
  ...moreBrands,
  {
    id: providerIdOf('demo'),
    name: 'Demo',
    protocol: 'demo',
    baseUrl: '',
    defaultModel: 'demo',
    needsKey: false,
  },
]
