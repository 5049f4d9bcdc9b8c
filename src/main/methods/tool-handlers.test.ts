import { expect, test } from 'vitest'
import { createScriptedModel } from '../core/testing/scripted-model.ts'
import { openDoor } from './testing/door-fixture.ts'

const tools = { look: async () => 'seen', search: async () => 'found' }

test('a tool that is off is not offered, and comes back when it is switched on', async () => {
  const { room, connect } = await openDoor(createScriptedModel([]), tools)
  const client = connect()
  const names = async () => (await client.ask('tools.list', {})).tools.map(({ name }) => name)
  const view = await client.ask('tools.configure', { off: ['search'] })
  expect(view.tools.map(({ name, on }) => [name, on])).toEqual([
    ['look', true],
    ['search', false],
  ])
  expect(await names()).toEqual(['look'])
  await client.ask('tools.configure', { on: ['search'] })
  expect(await names()).toEqual(['look', 'search'])
  await room.close()
})

test('a service is chosen, and its key goes in and never comes out', async () => {
  const { room, connect } = await openDoor(createScriptedModel([]), tools)
  const client = connect()
  const searxngUrl = 'http://192.168.1.5:8888'
  await client.ask('tools.configure', { services: { search: 'brave', searxngUrl } })
  const kept = await client.ask('tools.set-key', { service: 'brave', key: 'secret-key' })
  expect(kept).toMatchObject({
    services: { search: 'brave', searxngUrl, stocks: 'stooq' },
    withKey: ['brave'],
  })
  expect(JSON.stringify([kept, await client.ask('settings.get', {})])).not.toContain('secret-key')
  const taken = await client.ask('tools.set-key', { service: 'brave', key: null })
  expect(taken.withKey).toEqual([])
  const { services } = await client.ask('tools.configure', { services: { searxngUrl: '' } })
  expect(services).toEqual({ search: 'brave', stocks: 'stooq' })
  await room.close()
})

test('SF-06 an address of a search server with a password or another scheme is refused', async () => {
  const { room, connect } = await openDoor(createScriptedModel([]), tools)
  const { caller } = connect()
  for (const searxngUrl of ['file:///etc/passwd', 'http://a:b@192.168.1.5/']) {
    const answer = await room.door.invoke('tools.configure', { services: { searxngUrl } }, caller)
    expect(answer).toMatchObject({ failure: { code: 'base-url-invalid' } })
  }
  await room.close()
})
