import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import { engineChoiceSchema } from '../../../contract/storage.ts'
import { systemClock } from '../../config/system-clock.ts'
import { guardStore } from '../../persistence/guarded-store.ts'
import { openBackupShelf } from '../../persistence/sqlite/backup-shelf.ts'
import { openSqliteStore } from '../../persistence/sqlite/open.ts'
import { makeFolder } from '../../persistence/sqlite/testing/sqlite-under-test.ts'
import { ParleyError } from '../errors.ts'
import { noOverrides } from '../ports/overrides.ts'
import type { Store } from '../ports/stores.ts'
import { createSettingsBook } from '../provider/settings.ts'
import { codeOf } from '../testing/code-of.ts'
import { silentLog } from '../testing/fake-log.ts'
import { fakeSecrets, fakeSettings } from '../testing/fake-providers.ts'
import { sessionOf } from '../testing/store-fixture.ts'
import { createStorageRoom, type StorageRoom } from './storage-room.ts'

const [s1, s2] = [sessionIdOf('s1'), sessionIdOf('s2')]
let place: Awaited<ReturnType<typeof makeFolder>>
let store: Store
let room: StorageRoom
let refuseNext: ParleyError | undefined

beforeEach(async () => {
  place = await makeFolder()
  refuseNext = undefined
  await begin('sqlite')
  await store.sessions.create(sessionOf('s1'))
})
afterEach(async () => {
  await store.close()
  await place.remove()
})

async function begin(engine: 'sqlite' | 'inmemory'): Promise<void> {
  const path = engine === 'sqlite' ? place.path : ':memory:'
  const open = () => openSqliteStore({ path, log: silentLog })
  const storeSwitch = guardStore(await open(), { clock: systemClock, random: () => 0, log: silentLog })
  store = storeSwitch.store
  room = createStorageRoom({
    storeSwitch,
    async open() {
      const refusal = refuseNext
      refuseNext = undefined
      if (refusal) throw refusal
      return open()
    },
    first: engineChoiceSchema.parse({ engine }),
    file: place.path,
    book: createSettingsBook(fakeSettings(), noOverrides),
    secrets: fakeSecrets(),
    clock: systemClock,
    shelf: openBackupShelf({ path: place.path, now: () => Date.UTC(2026, 10, 20) }),
  })
}

it('DU-21 goes back to a backup under the running app, whose present database is kept', async () => {
  const { name } = await room.backUp()
  await store.sessions.create(sessionOf('s2'))
  const { counts, kept } = await room.restore(name)
  expect(counts).toMatchObject({ sessions: 1 })
  expect(existsSync(kept)).toBe(true)
  expect(await store.sessions.get(s1)).toBeDefined()
  expect(await store.sessions.get(s2)).toBeUndefined()
  expect(await store.sessions.create(sessionOf('s3'))).toBe(true)
  const [replaced] = await room.backups()
  await room.restore(replaced?.name ?? '')
  expect(await store.sessions.get(s2)).toBeDefined()
})

it('answers what is asked while the databases change places', async () => {
  const { name } = await room.backUp()
  const asking: Promise<unknown>[] = []
  const restoring = room.restore(name)
  const state = { isOver: false }
  void restoring.finally(() => (state.isOver = true))
  while (!state.isOver) {
    asking.push(store.sessions.get(s1))
    // Questions that never cease would hold up the change itself.
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await restoring
  expect((await Promise.all(asking)).every((session) => session !== undefined)).toBe(true)
})

it('goes on with what was there when the backup cannot be opened', async () => {
  const { name } = await room.backUp()
  await store.sessions.create(sessionOf('s2'))
  refuseNext = new ParleyError('storage-full', { params: { path: place.path } })
  expect(await codeOf(room.restore(name))).toBe('storage-full')
  expect(await store.sessions.get(s2)).toBeDefined()
  expect(await store.sessions.create(sessionOf('s3'))).toBe(true)
  expect(readdirSync(place.folder).toSorted()).toStrictEqual([
    'backups',
    'parley.sqlite',
    'parley.sqlite-wal',
  ])
})

it('changes nothing for a backup that is refused', async () => {
  const { name } = await room.backUp()
  writeFileSync(join(place.folder, 'backups', name), 'Dear diary')
  expect(await codeOf(room.restore(name))).toBe('backup-refused')
  expect(await store.sessions.create(sessionOf('s2'))).toBe(true)
})

it('says so where there are no backups', async () => {
  await store.close()
  await begin('inmemory')
  expect((await room.view()).capabilities.backups).toBe(false)
  expect(await codeOf(room.backUp())).toBe('backup-unsupported')
  expect(await codeOf(room.restore('any'))).toBe('backup-unsupported')
  expect(await room.backups()).toStrictEqual([])
})
