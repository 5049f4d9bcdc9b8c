import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
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
import { openSqliteStore } from './open.ts'
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
  expect(found()).toStrictEqual([])
})

it('DU-23 leaves nothing of a chat whose time in the trash was over', async () => {
  await fill()
  await store.sessions.expire(6)
  expect(found()).toStrictEqual([])
})
