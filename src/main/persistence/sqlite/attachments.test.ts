import { mkdirSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import { hashOf, photo, photoPart } from '../../core/ports/attachment-store.conformance.ts'
import type { Store } from '../../core/ports/stores.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import { commitOf, messageOf, sessionOf, tipOf } from '../../core/testing/store-fixture.ts'
import { openSqliteStore } from './open.ts'
import { makeFolder } from './testing/sqlite-under-test.ts'

const s1 = sessionIdOf('s1')

let place: Awaited<ReturnType<typeof makeFolder>>
let store: Store
beforeEach(async () => {
  place = await makeFolder()
  store = await openSqliteStore({ path: place.path, log: silentLog })
  await store.attachments.put(hashOf(photo), photo)
  const messages = [messageOf('m1', null, { parts: [photoPart] })]
  await store.log.commit(commitOf({ newSession: sessionOf('s1'), messages, session: tipOf('m1', 2) }))
})
afterEach(async () => {
  await store.close()
  await place.remove()
})

async function purge(): Promise<void> {
  await store.sessions.update(s1, { deletedAt: 1 })
  await store.sessions.purge(s1)
}

test('AT-03 what a backup refers to stays as long as the backup', async () => {
  const backup = join(place.folder, 'backups', 'parley-20261129T101112Z.sqlite')
  mkdirSync(join(place.folder, 'backups'))
  await store.copyInto?.(backup)
  await purge()
  expect(await store.attachments.sweep(0)).toBe(0)
  await rm(backup)
  expect(await store.attachments.sweep(0)).toBe(1)
})

test('AT-03 beside a damaged database that somebody may still save, everything stays', async () => {
  writeFileSync(`${place.path}.broken-20261129T101112Z`, 'SQLite format 3 and noise')
  await purge()
  expect(await store.attachments.sweep(0)).toBe(0)
})
