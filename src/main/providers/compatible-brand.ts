import { providerIdOf } from '../../contract/id.ts'
import type { ProviderBrand } from '../core/ports/provider-brand.ts'

/** What differs between the brands that speak OpenAI's chat protocol. */
type Row = Omit<ProviderBrand, 'id' | 'protocol' | 'needsKey'>

/** A service that speaks OpenAI's chat protocol and wants a key. */
export function compatible(id: string, row: Row): ProviderBrand {
  return { id: providerIdOf(id), protocol: 'openai-chat', needsKey: true, ...row }
}

/** A server of that protocol on this computer, at the port that it takes unless told otherwise. */
export function local(id: string, name: string, port: number): ProviderBrand {
  const baseUrl = `http://127.0.0.1:${port}/v1`
  return {
    id: providerIdOf(id),
    name,
    protocol: 'openai-chat',
    baseUrl,
    defaultModel: '',
    needsKey: false,
    local: true,
  }
}
