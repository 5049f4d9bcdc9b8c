import type { ProviderId } from '../../contract/id.ts'
import { ParleyError } from '../core/errors.ts'
import type { Overrides } from '../core/ports/overrides.ts'
import type { ProviderBrand } from '../core/ports/provider-brand.ts'
import type { Environment } from './environment.ts'
import type { FlagSpec, FlagValues } from './flags.ts'
import { storageFlags, storageOverridesFrom } from './storage-flags.ts'

/** The flags that every command and the desktop understand. */
export const runFlags: readonly FlagSpec[] = [
  { name: 'provider', type: 'string', default: '', help: 'flag.provider' },
  { name: 'model', type: 'string', default: '', help: 'flag.model' },
  ...storageFlags,
  { name: 'streaming', type: 'boolean', default: 'true', help: 'flag.streaming' },
  { name: 'enable-parallel', type: 'boolean', default: 'false', help: 'flag.enable-parallel' },
]

/** The flag of the commands that ask. */
export const agentFlag: FlagSpec = { name: 'agent', type: 'string', default: '', help: 'flag.agent' }

/** What the flags and variables of this start decide. Throws `provider-unknown`, `session-service-unknown`, `flag-invalid`. */
export function overridesFrom(
  flags: FlagValues,
  env: Environment,
  brands: readonly ProviderBrand[],
): Overrides {
  const { provider, model, streaming, 'enable-parallel': parallel } = flags
  const modelName = typeof model === 'string' && model ? model : env['MODEL_NAME']
  return {
    ...(typeof provider === 'string' && provider && { providerId: brandOf(provider, brands) }),
    ...(modelName && { model: modelName }),
    ...(typeof streaming === 'boolean' && { streaming }),
    ...(typeof parallel === 'boolean' && { parallelTools: parallel }),
    models: env['OPENAI_MODEL'] ? { openai: env['OPENAI_MODEL'] } : {},
    credentials: credentialsFrom(env, brands),
    baseUrls: baseUrlsFrom(env),
    proxies: proxiesFrom(env),
    storage: storageOverridesFrom(flags, env),
    defaultModels: {},
  }
}

function brandOf(name: string, brands: readonly ProviderBrand[]): ProviderId {
  const brand = brands.find(({ id }) => id === name)
  if (brand) return brand.id
  const known = brands.map(({ id }) => id).join(', ')
  throw new ParleyError('provider-unknown', { params: { provider: name, known } })
}

function credentialsFrom(env: Environment, brands: readonly ProviderBrand[]): Overrides['credentials'] {
  const keys = brands.flatMap(({ id, keyVariable }) => {
    const value = keyVariable && env[keyVariable]
    return value ? [[id, { kind: 'key' as const, value }] as const] : []
  })
  const token = env['ANTHROPIC_AUTH_TOKEN']
  const bearer = token ? [['anthropic', { kind: 'bearer' as const, value: token }] as const] : []
  // The key is the more specific of Anthropic's two and wins.
  return Object.fromEntries([...bearer, ...keys])
}

function baseUrlsFrom(env: Environment): Overrides['baseUrls'] {
  const named = [
    ['openai', 'OPENAI_BASE_URL'],
    ['openai-responses', 'OPENAI_BASE_URL'],
    ['anthropic', 'ANTHROPIC_BASE_URL'],
  ] as const
  return Object.fromEntries(
    named.flatMap(([id, variable]) => {
      const url = env[variable]
      return url ? [[id, url] as const] : []
    }),
  )
}

// The spelling in small letters wins, as in curl.
function proxiesFrom(env: Environment): Overrides['proxies'] {
  const names = ['http', 'https', 'all', 'no'] as const
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = env[`${name}_proxy`] ?? env[`${name}_proxy`.toUpperCase()]
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
}
