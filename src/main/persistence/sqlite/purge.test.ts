import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import { searchQuerySchema } from '../../../contract/search.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import {
  commitOf,
  deltaOf,
  messageOf,
  recordOf,
  runOf,
  sessionOf,
  tipOf,
} from '../../core/testing/store-fixture.ts'
import type { Store } from '../../core/ports/stores.ts'
import { openDatabase } from './database.ts'
import { createForgetting } from './forgetting.ts'
import { openSqliteStore } from './open.ts'
import { createOperations } from './operations.ts'
import { makeFolder } from './testing/sqlite-under-test.ts'

// A word that stands alone in any index, and signs of which every trigram would be told by its last one.
const secret = 'zqxjkvbwpyhfg'
const signs = '䷀䷁䷂䷃'
const traces = [secret, 'jkvbwpyh', '䷂', '䷃']
const s1 = sessionIdOf('s1')

let place: Awaited<ReturnType<typeof makeFolder>>
let store: Store
beforeEach(async () => {
  place = await makeFolder()
  store = await openSqliteStore({ path: place.path, log: silentLog })
})
afterEach(async () => {
  await store.close()
  await place.remove()
})

/** Those of the traces that are in any file of the profile. */
function found(): readonly string[] {
  const files = readdirSync(place.folder).map((name) => readFileSync(join(place.folder, name)))
  return traces.filter((trace) => files.some((bytes) => bytes.includes(trace)))
}

async function fill(): Promise<void> {
  await store.sessions.create(sessionOf('s0'))
  const others = Array.from({ length: 500 }, (_, index) =>
    messageOf(`o${index}`, null, { sessionId: sessionIdOf('s0') }),
  )
  await store.log.commit(commitOf({ run: runOf('r0', { sessionId: sessionIdOf('s0') }), messages: others }))
  await store.sessions.create(sessionOf('s1', { title: `About ${secret}` }))
  const text = `The password is ${secret} ${signs} and nobody knows it. `
  const parts = [{ type: 'text', text: text.repeat(50) }] as const
  await store.log.commit(
    commitOf({
      messages: [messageOf('m1', null, { parts }), messageOf('a1', 'm1', { parts, role: 'assistant' })],
      calls: [recordOf('c1', 'a1', { arguments: text, result: text })],
      events: [deltaOf(1, text), deltaOf(2, text)],
      session: tipOf('a1', 2000),
    }),
  )
  await store.sessions.update(s1, { deletedAt: 5 })
}

it('DU-23 leaves nothing of a purged chat in any file', async () => {
  await fill()
  expect(found()).toStrictEqual(traces)
  await store.sessions.purge(s1)
  await vi.waitFor(() => expect(found()).toStrictEqual([]), 30_000)
})

it('DU-23 leaves nothing of a chat whose time in the trash was over', async () => {
  await fill()
  await store.sessions.expire(6)
  await vi.waitFor(() => expect(found()).toStrictEqual([]), 30_000)
})

it('answers others between two chats whose time in the trash was over', async () => {
  const old = Array.from({ length: 5 }, (_, index) => sessionOf(`old${index}`, { deletedAt: index }))
  for (const session of old) await store.sessions.create(session)
  await store.sessions.create(sessionOf('s2'))
  const order: string[] = []
  await Promise.all([
    store.sessions.expire(4).then((ids) => order.push(...ids)),
    store.sessions.get(sessionIdOf('s2')).then((session) => order.push(session?.id ?? 'none')),
  ])
  expect(order).toStrictEqual(['s2', 'old0', 'old1', 'old2', 'old3'])
})

it('DU-23 goes on at the next start where it was cut off', async () => {
  await fill()
  await store.close()
  const { db } = openDatabase(place.path)
  createOperations(db, place.path).purgeSession(s1)
  createForgetting(db)()
  db.close()
  expect(found()).not.toStrictEqual([])
  store = await openSqliteStore({ path: place.path, log: silentLog })
  await vi.waitFor(() => expect(found()).toStrictEqual([]), 30_000)
})

it('gives no position again that the indexes still hold, so that a search finds the new message alone', async () => {
  await fill()
  await store.close()
  const { db } = openDatabase(place.path)
  const operations = createOperations(db, place.path)
  operations.purgeSession(s1)
  const parts = [{ type: 'text', text: 'The password is another one.' }] as const
  operations.createSession(sessionOf('s2'))
  const [run, message] = [runOf('r2', { sessionId: sessionIdOf('s2') }), messageOf('n1', null, { parts })]
  operations.commit(commitOf({ run, messages: [{ ...message, sessionId: sessionIdOf('s2') }] }))
  const step = createForgetting(db)
  const hits = () => operations.search(searchQuerySchema.parse({ text: 'password' })).hits
  expect(hits()).toMatchObject([{ messageId: 'n1' }])
  expect([step(), step(), step()]).toStrictEqual([true, true, false])
  expect(hits()).toMatchObject([{ messageId: 'n1' }])
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
  store = await openSqliteStore({ path: place.path, log: silentLog })
})
