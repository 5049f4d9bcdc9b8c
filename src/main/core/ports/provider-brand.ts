import type { ProviderId } from '../../../contract/id.ts'
import type { Protocol } from '../../../contract/provider.ts'

/** A built-in brand: a row of data. */
export interface ProviderBrand {
  readonly id: ProviderId
  readonly name: string
  readonly protocol: Protocol
  readonly baseUrl: string
  readonly keyPageUrl?: string
  /** The environment variable that a sentence names when the key is missing. */
  readonly keyVariable?: string
  readonly defaultModel: string
  readonly needsKey: boolean
  /** On this computer: used only when chosen, since nobody knows whether it runs. */
  readonly local?: boolean
  /** The brand's name in the catalogue of prices. */
  readonly prices?: string
}
