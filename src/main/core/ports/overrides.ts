import type { ProviderId } from '../../../contract/id.ts'
import type { Engine, PgsqlSettings, RedisSettings } from '../../../contract/storage.ts'
import type { ModelEndpoint } from './model-client.ts'

/** What flags, the environment and `.env` decide for this start. Stronger than the settings, never written to them. */
export interface Overrides {
  readonly providerId?: ProviderId
  readonly model?: string
  /** Models by provider, from variables that belong to one provider such as OPENAI_MODEL. */
  readonly models: Readonly<Record<string, string>>
  readonly streaming?: boolean
  readonly parallelTools?: boolean
  readonly credentials: Readonly<Record<string, NonNullable<ModelEndpoint['credentials']>>>
  readonly baseUrls: Readonly<Record<string, string>>
  readonly proxies: ProxyVariables
  readonly storage: StorageOverrides
  /** Weaker than the settings, stronger than the brand: the default model of a surface, by provider. */
  readonly defaultModels: Readonly<Record<string, string>>
}

/** Proxies as the environment names them, by the scheme of the address that is asked for; `no` lists exceptions. */
export interface ProxyVariables {
  readonly http?: string
  readonly https?: string
  readonly all?: string
  readonly no?: string
}

/** The engine of this start and how to reach it. */
export interface StorageOverrides {
  readonly engine?: Engine
  readonly redis?: Partial<RedisSettings>
  readonly pgsql?: Partial<PgsqlSettings>
  /** For the engine that is in use. */
  readonly password?: string
}

export const noOverrides: Overrides = {
  models: {},
  credentials: {},
  baseUrls: {},
  proxies: {},
  storage: {},
  defaultModels: {},
}
