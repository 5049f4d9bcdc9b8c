import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { messageIdOf } from '../../../contract/id.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import { commitOf, deltaOf, messageOf, sessionOf, tipOf } from '../../core/testing/store-fixture.ts'
import type { Store } from '../../core/ports/stores.ts'
import { ParleyError } from '../../core/errors.ts'
import { openSqliteStore } from './open.ts'
import { legalStateProblems } from './testing/legal-state.ts'
import { makeFolder, runKilled } from './testing/sqlite-under-test.ts'

let place: Awaited<ReturnType<typeof makeFolder>>
const first = commitOf({ messages: [messageOf('m1', null)], events: [deltaOf(1)], session: tipOf('m1', 1) })
const second = commitOf({ messages: [messageOf('m2', 'm1')], events: [deltaOf(2)], session: tipOf('m2', 2) })

beforeEach(async () => {
  place = await makeFolder()
})
afterEach(() => place.remove())

/** Opens and closes the store as an app does, and gives how many of the two messages it has or why it was refused. */
async function openAgain(): Promise<number | string> {
  let store: Store | undefined
  try {
    store = await openSqliteStore({ path: place.path, log: silentLog })
    const path = await store.messages.path(messageIdOf('m2'))
    const known = path.length > 0 ? path : await store.messages.path(messageIdOf('m1'))
    return known.length
  } catch (error) {
    return error instanceof ParleyError ? error.failure.code : String(error)
  } finally {
    await store?.close()
  }
}

function problems(): readonly string[] {
  const db = new Database(place.path)
  const verdict = String(db.pragma('integrity_check', { simple: true }))
  const found = legalStateProblems(db)
  db.close()
  return verdict === 'ok' ? found : [verdict]
}

it('DU-09 reads the log of a killed process, whatever lies beside it as its index', async () => {
  await runKilled({ path: place.path, session: sessionOf('s1'), commits: [first, second] })
  expect(existsSync(`${place.path}-wal`)).toBe(true)
  writeFileSync(`${place.path}-shm`, Buffer.alloc(32_768, 0x5a))
  expect(await openAgain()).toBe(2)
  rmSync(`${place.path}-shm`, { force: true })
  expect(await openAgain()).toBe(2)
  expect(problems()).toStrictEqual([])
})

it('DU-09 opens what the database holds by itself when its log was deleted', async () => {
  const store = await openSqliteStore({ path: place.path, log: silentLog })
  await store.sessions.create(sessionOf('s1'))
  await store.log.commit(first)
  await store.close()
  await runKilled({ path: place.path, session: sessionOf('other'), commits: [second] })
  rmSync(`${place.path}-wal`)
  expect(await openAgain()).toBe(1)
  expect(problems()).toStrictEqual([])
})

it('DU-09 refuses an older database beside the log of a newer one, and takes it once that log is gone', async () => {
  const store = await openSqliteStore({ path: place.path, log: silentLog })
  await store.sessions.create(sessionOf('s1'))
  await store.log.commit(first)
  await store.close()
  const backup = `${place.path}.backup`
  copyFileSync(place.path, backup)
  const more = await openSqliteStore({ path: place.path, log: silentLog })
  const texts = Array.from({ length: 200 }, (_, index) => messageOf(`x${index}`, null))
  await more.log.commit(commitOf({ messages: texts }))
  await more.close()
  await runKilled({ path: place.path, session: sessionOf('other'), commits: [second] })
  copyFileSync(backup, place.path)
  expect(await openAgain()).toBe('storage-corrupt')
  copyFileSync(backup, place.path)
  rmSync(`${place.path}-wal`, { force: true })
  expect(await openAgain()).toBe(1)
  expect(problems()).toStrictEqual([])
})
