import { describe, expect, test } from 'vitest'
import { chooseProxy, type ProxySources } from './proxy-choice.ts'

const far = 'https://api.example.com/v1'

const secureBy = (https: string): ProxySources => ({ variables: { https } })

async function chosen(url: string, variables: ProxySources['variables'], system?: ProxySources['system']) {
  const proxy = await chooseProxy(new URL(url), 'environment', { variables, system })
  return proxy?.url.href
}

describe('PV-40 by the environment', () => {
  test('each scheme has its own, and ALL_PROXY is for the rest', async () => {
    const variables = { https: 'http://secure:1', http: 'http://plain:2' }
    expect(await chosen(far, variables)).toBe('http://secure:1/')
    expect(await chosen('http://api.example.com', variables)).toBe('http://plain:2/')
    expect(await chosen(far, { http: 'http://plain:2' })).toBeUndefined()
    expect(await chosen(far, { all: 'proxy:3128' })).toBe('http://proxy:3128/')
  })

  test.each([
    'example.com',
    '.example.com',
    '*.example.com',
    'other.org, api.example.com',
    'other.org api.example.com:443',
    'API.EXAMPLE.COM',
    '*',
  ])('NO_PROXY=%s excepts it', async (no) => {
    expect(await chosen(far, { all: 'proxy:3128', no })).toBeUndefined()
  })

  test.each(['ample.com', 'api.example.com:80', 'example.com.evil', '', 'xapi.example.com'])(
    'NO_PROXY=%s does not',
    async (no) => {
      expect(await chosen(far, { all: 'proxy:3128', no })).toBe('http://proxy:3128/')
    },
  )

  test.each(['10.1.2.3', '[2001:db8::7]', '2001:db8::7', '[2001:db8::7]:8080'])(
    'NO_PROXY=%s excepts an address',
    async (no) => {
      const host = no.includes('.') ? '10.1.2.3' : '[2001:db8::7]'
      expect(await chosen(`http://${host}:8080/`, { all: 'proxy:3128', no })).toBeUndefined()
    },
  )
})

test.each(['http://localhost:11434', 'http://127.0.0.1:1', 'http://[::1]:1', 'https://a.localhost'])(
  'PV-40 this computer is never reached through a proxy: %s',
  async (url) => {
    expect(await chosen(url, { all: 'proxy:3128' }, async () => 'http://system:1')).toBeUndefined()
    const own = { url: 'http://own:1' }
    expect(await chooseProxy(new URL(url), own, { variables: {} })).toBeUndefined()
  },
)

test('PV-40 the system is asked where no variable is set, and its answer may change', async () => {
  const answers = ['http://system:1', undefined]
  const system = async () => answers.shift()
  expect(await chosen(far, {}, system)).toBe('http://system:1/')
  expect(await chosen(far, {}, system)).toBeUndefined()
})

test('PV-40 what a provider has of its own goes before all', async () => {
  const sources = { variables: { all: 'proxy:3128', no: '*' } }
  const url = new URL(far)
  expect(await chooseProxy(url, 'none', sources)).toBeUndefined()
  const own = { url: 'http://own:8080', credentials: 'ada:secret' }
  expect(await chooseProxy(url, own, sources)).toMatchObject({ credentials: 'ada:secret' })
})

test('PV-40 credentials in a variable are used, and in no failure', async () => {
  expect(
    await chooseProxy(new URL(far), 'environment', secureBy('http://a%40b:p%3Aw@proxy:1')),
  ).toMatchObject({
    credentials: 'a@b:p:w',
  })
  const refused = chooseProxy(new URL(far), 'environment', secureBy('socks5://ada:secret@proxy:1'))
  await expect(refused).rejects.toMatchObject({
    failure: { code: 'proxy-invalid', message: expect.not.stringContaining('secret') },
  })
})
