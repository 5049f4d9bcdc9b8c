import { describe, expect, it } from 'vitest'
import { providerIdOf } from '../../contract/id.ts'
import type { ProviderBrand } from '../core/ports/provider-brand.ts'
import { parseFlags } from './flags.ts'
import { overridesFrom, runFlags } from './run-flags.ts'

const brands = [
  brandOf('openai', 'OPENAI_API_KEY'),
  brandOf('anthropic', 'ANTHROPIC_API_KEY'),
  brandOf('demo', undefined),
]
const overrides = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  overridesFrom(parseFlags(runFlags, args).values, env, brands)

const none = { proxies: {}, models: {}, credentials: {}, baseUrls: {}, storage: {}, defaultModels: {} }

it('decides nothing when nothing is said', () => {
  expect(overrides([])).toStrictEqual(none)
})

describe('flags', () => {
  it('S0-12 -provider chooses a provider', () => {
    expect(overrides(['-provider', 'anthropic']).providerId).toBe('anthropic')
    expect(overrides(['--provider=demo']).providerId).toBe('demo')
  })

  it('S0-12 an unknown provider is refused in the words of the original', () => {
    expect(() => overrides(['-provider', 'X'])).toThrow(/^invalid provider: X\b.*openai, anthropic, demo/)
  })

  it('S0-13 -model beats MODEL_NAME', () => {
    expect(overrides(['-model', 'a'], { MODEL_NAME: 'b' }).model).toBe('a')
    expect(overrides([], { MODEL_NAME: 'b' }).model).toBe('b')
  })

  it('S0-15 S0-16 the switches decide only when they are given', () => {
    expect(overrides(['-streaming=false', '-enable-parallel'])).toStrictEqual({
      ...none,
      streaming: false,
      parallelTools: true,
    })
    expect(overrides(['-streaming']).streaming).toBe(true)
  })

  it('S0-14 -session chooses where sessions are kept', () => {
    expect(overrides([]).storage).toStrictEqual({})
    expect(overrides(['-session', 'inmemory']).storage).toStrictEqual({ engine: 'inmemory' })
    expect(overrides(['-session=pgsql']).storage).toStrictEqual({ engine: 'pgsql' })
    expect(() => overrides(['-session', 'files'])).toThrow(
      /^invalid session service name: files\. This version knows: sqlite, inmemory, redis, pgsql/,
    )
  })

  it('S0-17 the address of Redis comes from a flag, else from REDIS_ADDR', () => {
    const env = { REDIS_ADDR: 'far:6380' }
    expect(overrides(['-session', 'redis'], env).storage).toStrictEqual({
      engine: 'redis',
      redis: { address: 'far:6380' },
    })
    expect(overrides(['-redis-addr', 'near:6379'], env).storage.redis).toStrictEqual({ address: 'near:6379' })
  })

  it('S0-18 PostgreSQL is reached as flags say, else as variables say', () => {
    const env = {
      PG_HOST: 'far',
      PG_PORT: '5433',
      PG_USER: 'me',
      PG_PASSWORD: 'secret',
      PG_DATABASE: 'chats',
    }
    expect(overrides(['-session', 'pgsql'], env).storage).toStrictEqual({
      engine: 'pgsql',
      pgsql: { host: 'far', port: 5433, user: 'me', database: 'chats' },
      password: 'secret',
    })
    const flags = ['-pg-host=near', '-pg-port=1', '-pg-user=you', '-pg-password=other', '-pg-database=one']
    expect(overrides(['-session', 'pgsql', ...flags], env).storage).toStrictEqual({
      engine: 'pgsql',
      pgsql: { host: 'near', port: 1, user: 'you', database: 'one' },
      password: 'other',
    })
    expect(() => overrides([], { PG_PORT: 'x' })).toThrow(/pg-port/)
  })

  it('has a line of help for every flag and the default that is shown there', () => {
    expect(runFlags.map((flag) => [flag.name, flag.default, flag.help])).toStrictEqual([
      ['provider', '', 'flag.provider'],
      ['model', '', 'flag.model'],
      ['session', 'sqlite', 'flag.session'],
      ['redis-addr', 'localhost:6379', 'flag.redis-addr'],
      ['pg-host', 'localhost', 'flag.pg-host'],
      ['pg-port', '5432', 'flag.pg-port'],
      ['pg-user', 'root', 'flag.pg-user'],
      ['pg-password', '', 'flag.pg-password'],
      ['pg-database', 'parley', 'flag.pg-database'],
      ['streaming', 'true', 'flag.streaming'],
      ['enable-parallel', 'false', 'flag.enable-parallel'],
    ])
  })
})

describe('the environment', () => {
  it('S0-8 OPENAI_API_KEY is the key of OpenAI', () => {
    expect(overrides([], { OPENAI_API_KEY: 'k' }).credentials).toStrictEqual({
      openai: { kind: 'key', value: 'k' },
    })
  })

  it('S0-9 S0-11 the base URLs go to their providers', () => {
    const env = { OPENAI_BASE_URL: 'http://localhost:1/v1', ANTHROPIC_BASE_URL: 'http://localhost:2' }
    expect(overrides([], env).baseUrls).toStrictEqual({
      openai: 'http://localhost:1/v1',
      'openai-responses': 'http://localhost:1/v1',
      anthropic: 'http://localhost:2',
    })
  })

  it('S0-10 ANTHROPIC_AUTH_TOKEN is a bearer token, and weaker than the key', () => {
    const token = { ANTHROPIC_AUTH_TOKEN: 't' }
    expect(overrides([], token).credentials).toStrictEqual({ anthropic: { kind: 'bearer', value: 't' } })
    expect(overrides([], { ...token, ANTHROPIC_API_KEY: 'k' }).credentials).toStrictEqual({
      anthropic: { kind: 'key', value: 'k' },
    })
  })

  it('PV-40 proxies are read in both spellings, of which the small one wins', () => {
    const env = {
      HTTPS_PROXY: 'http://big:1',
      https_proxy: 'http://small:1',
      ALL_PROXY: 'all:1',
      no_proxy: 'x',
    }
    expect(overrides([], env)).toMatchObject({
      proxies: { https: 'http://small:1', all: 'all:1', no: 'x' },
    })
  })

  it('OPENAI_MODEL is the model of OpenAI alone', () => {
    expect(overrides([], { OPENAI_MODEL: 'm' })).toStrictEqual({ ...none, models: { openai: 'm' } })
  })
})

function brandOf(id: string, keyVariable: string | undefined): ProviderBrand {
  return {
    id: providerIdOf(id),
    name: id,
    protocol: 'openai-chat',
    baseUrl: 'http://localhost',
    defaultModel: 'm',
    needsKey: keyVariable !== undefined,
    ...(keyVariable && { keyVariable }),
  }
}
