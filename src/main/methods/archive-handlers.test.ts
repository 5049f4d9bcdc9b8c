import { afterEach, beforeEach, expect, test } from 'vitest'
import { maxPieceLength } from '../../contract/archive.ts'
import { bundles } from '../core/archive/testing/archive-fixture.ts'
import { createScriptedModel } from '../core/testing/scripted-model.ts'
import { openDoor, type DoorFixture, type FakeClient } from './testing/door-fixture.ts'

let fixture: DoorFixture
let client: FakeClient
beforeEach(async () => {
  fixture = await openDoor(createScriptedModel([]))
  client = fixture.connect()
  for (const bundle of bundles) await fixture.store.transfer.write(bundle)
})
afterEach(async () => {
  await fixture.room.close()
  await fixture.store.close()
})

const interrupted = { code: 'archive-interrupted' }

test('everything goes out in pages and comes in again, and everybody is told once', async () => {
  const other = await openDoor(createScriptedModel([]))
  const watcher = other.connect()
  const { text, last, progress } = await client.ask('archive.read', { id: 'out', page: 0 })
  expect({ last, progress }).toEqual({ last: true, progress: { done: 4, total: 4 } })
  const half = Math.floor(text.length / 2)
  const asker = other.connect()
  await asker.ask('archive.import', { id: 'in', piece: 0, text: text.slice(0, half), last: false })
  const report = await asker.ask('archive.import', { id: 'in', piece: 1, text: text.slice(half), last: true })
  expect(report).toMatchObject({ format: 'archive', imported: 4, remarks: [] })
  expect(watcher.notices).toEqual([{ type: 'sessions-imported' }])
  const again = await other.connect().ask('archive.read', { id: 'out', page: 0 })
  expect(again.text).toBe(text)
  await other.room.close()
  await other.store.close()
})

test('a page or piece out of order ends nothing else and is refused', async () => {
  await expect(client.ask('archive.read', { id: 'a', page: 1 })).rejects.toMatchObject(interrupted)
  const piece = { id: 'b', text: '{"format', last: false }
  await client.ask('archive.import', { ...piece, piece: 0 })
  for (const wrong of [0, 2]) {
    await expect(client.ask('archive.import', { ...piece, piece: wrong })).rejects.toMatchObject(interrupted)
  }
  const rest = { id: 'b', piece: 1, text: '":"parley-archive","version":1}', last: true }
  expect(await client.ask('archive.import', rest)).toMatchObject({ format: 'archive', imported: 0 })
})

test('two pieces at once are refused, as nobody could tell their order', async () => {
  const first = client.ask('archive.import', { id: 'c', piece: 0, text: '[', last: false })
  await expect(
    client.ask('archive.import', { id: 'c', piece: 1, text: ']', last: true }),
  ).rejects.toMatchObject(interrupted)
  await first
})

test('a cancelled import keeps what came, a refused one begins again', async () => {
  await client.ask('archive.import', { id: 'd', piece: 0, text: '[', last: false })
  expect(await client.ask('archive.cancel', { id: 'd' })).toEqual({})
  expect(client.notices).toEqual([{ type: 'sessions-imported' }])
  await expect(
    client.ask('archive.import', { id: 'd', piece: 1, text: ']', last: true }),
  ).rejects.toMatchObject(interrupted)
  const bad = { id: 'd', piece: 0, text: 'no export', last: true }
  await expect(client.ask('archive.import', bad)).rejects.toMatchObject({ code: 'import-unknown' })
  expect(await client.ask('archive.import', { ...bad, text: '[]' })).toMatchObject({ imported: 0 })
})

test('imports that nobody ends do not pile up', async () => {
  for (let number = 0; number < 9; number++) {
    await client.ask('archive.import', { id: `e${number}`, piece: 0, text: '[', last: false })
  }
  const rest = { piece: 1, text: ']', last: true }
  await expect(client.ask('archive.import', { ...rest, id: 'e0' })).rejects.toMatchObject(interrupted)
  expect(await client.ask('archive.import', { ...rest, id: 'e8' })).toMatchObject({ imported: 0 })
})

test('a piece has a limit', async () => {
  const text = ' '.repeat(maxPieceLength + 1)
  const asked = client.ask('archive.import', { id: 'f', piece: 0, text, last: true })
  await expect(asked).rejects.toMatchObject({ code: 'input-invalid' })
})

test('S2-24 one chat goes out in every format', async () => {
  const { id } = bundles[0]!.session
  for (const format of ['markdown', 'html', 'lm-deluge', 'archive'] as const) {
    const file = await client.ask('sessions.export', { sessionId: id, format })
    expect(file.name).toMatch(/^Half and and\.\w+$/)
    expect(file.text.length).toBeGreaterThan(20)
  }
})
