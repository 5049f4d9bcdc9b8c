import { expect, test } from 'vitest'
import { ParleyError } from '../errors.ts'
import { noOverrides } from '../ports/overrides.ts'
import type { ApiListener, ListenOptions } from '../ports/api-listener.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import { createSettingsBook } from '../provider/settings.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { fakeSecrets, fakeSettings } from '../testing/fake-providers.ts'
import { createLocalApi } from './local-api.ts'

/** A computer whose ports are a set. */
function start({
  taken = [],
  secrets = fakeSecrets(),
  settings = fakeSettings(),
}: {
  readonly taken?: readonly number[]
  readonly secrets?: SecretStore
  readonly settings?: ReturnType<typeof fakeSettings>
} = {}) {
  const ports = new Set(taken)
  const told: string[] = []
  let listening: ListenOptions | undefined
  const listener: ApiListener = {
    async listen(options) {
      const { port } = options
      if (ports.has(port)) throw new ParleyError('api-port-taken', { params: { port: String(port) } })
      ports.add(port)
      listening = options
      told.push(`open ${port} ${options.token}`)
      return {
        address: `http://127.0.0.1:${port}/v1`,
        changeToken: (token) => void told.push(`token ${token}`),
        async close(graceMs) {
          ports.delete(port)
          told.push(`close ${port} ${graceMs}`)
        },
      }
    },
    freePort: async (from) => [from, from + 1, from + 2].find((port) => !ports.has(port)),
  }
  let made = 0
  const clock = createFakeClock()
  const api = createLocalApi({
    book: createSettingsBook(settings, noOverrides),
    secrets,
    listener,
    newToken: () => `t${++made}`,
    clock,
  })
  return { api, told, clock, secrets, settings, answered: () => listening?.onAnswered }
}

test('off until somebody switches it on, and then on at every start with the same token', async () => {
  const { api, told, secrets, settings } = start()
  await api.start()
  expect(api.view()).toMatchObject({ on: false, port: 8485, state: { status: 'off' } })
  await api.update({ on: true })
  expect(api.view().state).toEqual({ status: 'running', address: 'http://127.0.0.1:8485/v1' })
  await api.close()
  expect(told).toEqual(['open 8485 t1', 'close 8485 1000'])
  const next = start({ secrets, settings })
  await next.api.start()
  expect(next.told).toEqual(['open 8485 t1'])
})

test('CP-15 a port that is taken is said, with one that is free; the choice of another one goes on from there', async () => {
  const { api, told } = start({ taken: [8485, 8486] })
  await api.update({ on: true })
  expect(api.view()).toMatchObject({
    on: true,
    state: {
      status: 'failed',
      failure: { code: 'api-port-taken', params: { port: '8485' } },
      freePort: 8487,
    },
  })
  await api.update({ port: 8487 })
  expect(api.view().state).toMatchObject({ status: 'running' })
  await api.update({ on: false })
  expect(told).toEqual(['open 8487 t1', 'close 8487 0'])
})

test('a flag opens it for this start alone, until the settings say otherwise', async () => {
  const { api, settings, told } = start()
  await api.start({ on: true, port: 9000 })
  expect(api.view()).toMatchObject({ on: true, port: 9000 })
  expect(settings.written).toEqual([])
  await api.update({ on: false })
  expect(told).toEqual(['open 9000 t1', 'close 9000 0'])
  expect(settings.written.at(-1)?.localApi).toEqual({ on: false, port: 9000 })
})

test('LS-10 another token takes the place of the old one; where it cannot be kept the old one stays', async () => {
  const { api, told, secrets } = start()
  await api.update({ on: true })
  expect(await api.renewToken()).toBe('t2')
  expect(await api.token()).toBe('t2')
  Object.assign(secrets, { set: () => Promise.reject(new ParleyError('key-store-failed')) })
  await expect(api.renewToken()).rejects.toMatchObject({ failure: { code: 'key-store-failed' } })
  expect(await api.token()).toBe('t2')
  expect(told).toEqual(['open 8485 t1', 'token t2'])
})

test('switches that come at once are done in their order', async () => {
  const { api, told } = start()
  await Promise.all([api.update({ on: true }), api.update({ port: 9000 }), api.update({ on: false })])
  expect(api.view()).toMatchObject({ on: false, state: { status: 'off' } })
  await api.close()
  await api.update({ on: true })
  expect(told.filter((each) => each.startsWith('open')).length).toBe(
    told.filter((each) => each.startsWith('close')).length,
  )
})

test('the newest requests are remembered, and listeners hear of many at once', async () => {
  const { api, clock, answered } = start()
  let heard = 0
  await api.update({ on: true })
  const forget = api.watch(() => (heard += 1))
  for (let at = 1; at <= 60; at++) answered()?.({ at, path: '/v1/models', status: 200, durationMs: 1 })
  expect(heard).toBe(0)
  clock.advance(250)
  expect(heard).toBe(1)
  expect(api.view().requests.map(({ number }) => number)).toEqual(
    Array.from({ length: 50 }, (_, at) => 60 - at),
  )
  forget()
})
