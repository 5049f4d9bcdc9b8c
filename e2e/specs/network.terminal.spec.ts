import { expect } from '../harness/fixtures.ts'
import { startProxy } from '../faults/transport/proxy.ts'
import { saying } from '../wire/round.ts'
import { canaryKey, environmentFor, test } from './support/providers.ts'
import { runParley } from './support/terminal.ts'

test('PV-40 the built program goes through the proxy of the environment, and names one that refuses', async ({
  profile,
  wire,
}) => {
  const proxy = await startProxy(Number(new URL(wire.url).port))
  // No such host exists: what is answered came through the proxy.
  const far = { ...environmentFor('openai-chat', wire), OPENAI_BASE_URL: 'http://provider.test/v1' }
  const env = { ...far, http_proxy: proxy.url.replace('//', '//ada:proxy-canary@') }
  wire.script('openai-chat', saying('Through.'))
  expect(await runParley(['run', 'Hello'], { profile, env })).toMatchObject({ code: 0, out: 'Through.\n' })
  const basic = `Basic ${Buffer.from('ada:proxy-canary').toString('base64')}`
  expect(proxy.tunnels[0]).toEqual({ authority: 'provider.test:80', authorization: basic })

  proxy.credentials = 'ada:another'
  const { code, err } = await runParley(['run', 'Hello'], { profile, env })
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('wants a user and a password') })
  expect(err).not.toContain('proxy-canary')
  expect(err).not.toContain(canaryKey)
  await proxy.close()
})
