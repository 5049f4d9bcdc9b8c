import type { ProviderBrand } from '../core/ports/provider-brand.ts'
import { compatible, local } from './compatible-brand.ts'

/**
 * Services behind the best known ones. None has a default model: their lists change by the month, and the user is asked
 * to choose from what the service says itself. Addresses are those of each service's own pages on OpenAI's protocol.
 */
export const moreBrands: readonly ProviderBrand[] = [
  compatible('together', {
    name: 'Together AI',
    baseUrl: 'https://api.together.ai/v1',
    keyPageUrl: 'https://api.together.ai/settings/api-keys',
    keyVariable: 'TOGETHER_API_KEY',
    defaultModel: '',
    prices: 'together',
  }),
  compatible('fireworks', {
    name: 'Fireworks AI',
    baseUrl: 'https://api.fireworks.ai/inference/v1',
    keyPageUrl: 'https://app.fireworks.ai/settings/users/api-keys',
    keyVariable: 'FIREWORKS_API_KEY',
    defaultModel: '',
    prices: 'fireworks',
  }),
  compatible('cerebras', {
    name: 'Cerebras',
    baseUrl: 'https://api.cerebras.ai/v1',
    keyPageUrl: 'https://cloud.cerebras.ai',
    keyVariable: 'CEREBRAS_API_KEY',
    defaultModel: '',
    prices: 'cerebras',
  }),
  compatible('moonshot', {
    name: 'Moonshot AI (Kimi)',
    baseUrl: 'https://api.moonshot.ai/v1',
    keyPageUrl: 'https://platform.moonshot.ai/console/api-keys',
    keyVariable: 'MOONSHOT_API_KEY',
    defaultModel: '',
    prices: 'moonshotai',
  }),
  compatible('qwen', {
    name: 'Qwen (Alibaba Cloud)',
    baseUrl: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
    keyPageUrl: 'https://modelstudio.console.alibabacloud.com',
    keyVariable: 'DASHSCOPE_API_KEY',
    defaultModel: '',
  }),
  compatible('perplexity', {
    name: 'Perplexity',
    baseUrl: 'https://api.perplexity.ai',
    keyPageUrl: 'https://www.perplexity.ai/account/api/keys',
    keyVariable: 'PERPLEXITY_API_KEY',
    defaultModel: '',
    prices: 'perplexity',
  }),
  compatible('huggingface', {
    name: 'Hugging Face',
    baseUrl: 'https://router.huggingface.co/v1',
    keyPageUrl: 'https://huggingface.co/settings/tokens',
    keyVariable: 'HF_TOKEN',
    defaultModel: '',
  }),
  compatible('github', {
    name: 'GitHub Models',
    baseUrl: 'https://models.github.ai/inference',
    keyPageUrl: 'https://github.com/settings/personal-access-tokens',
    // Many have GITHUB_TOKEN set for something else, and would find their chats sent here.
    defaultModel: '',
  }),
  compatible('azure', {
    name: 'Azure OpenAI',
    // Every customer has an address of one's own, which ends in openai.azure.com/openai/v1.
    baseUrl: '',
    keyPageUrl: 'https://ai.azure.com',
    keyVariable: 'AZURE_OPENAI_API_KEY',
    defaultModel: '',
    prices: 'azure',
  }),
  local('ollama', 'Ollama', 11_434),
  local('lm-studio', 'LM Studio', 1234),
  local('llama-cpp', 'llama.cpp', 8080),
  local('vllm', 'vLLM', 8000),
]
