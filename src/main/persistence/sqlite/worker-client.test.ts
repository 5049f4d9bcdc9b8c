import { afterEach, expect, it } from 'vitest'
import { messageIdOf, sessionIdOf } from '../../../contract/id.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import type { Store } from '../../core/ports/stores.ts'
import { commitOf, deltaOf, runOf, sessionOf } from '../../core/testing/store-fixture.ts'
import { openSqliteStore } from './open.ts'
import { deadly } from './testing/deadly.ts'
import { makeFolder } from './testing/sqlite-under-test.ts'

let store: Store | undefined
const open = async (path: string) => {
  const worker = new URL('./testing/stubborn-worker.ts', import.meta.url)
  return (store = await openSqliteStore({ path, log: silentLog, worker, closeWithinMs: 50 }))
}
afterEach(() => store?.close())

it('comes back from a close though the worker never answers, and rejects what was open', async () => {
  const silent = await open('silent')
  const asked = codeOf(silent.messages.get(messageIdOf('m1')))
  await silent.close()
  expect(await asked).toBe('storage-failed')
})

it('DU-02 rejects what was open when the worker dies, and what comes later while it goes on dying', async () => {
  const dying = await open('dies')
  const asked = [dying.messages.get(messageIdOf('m1')), dying.messages.get(messageIdOf('m2'))]
  expect(await Promise.all(asked.map(codeOf))).toStrictEqual(['storage-unreachable', 'storage-unreachable'])
  expect(await codeOf(dying.runs.claimOpen())).toBe('storage-unreachable')
  await expect(dying.close()).resolves.toBeUndefined()
  expect(await codeOf(dying.runs.claimOpen())).toBe('storage-failed')
})

it('DU-02 opens the file again after its thread died, with everything that was stored', async () => {
  const { path, remove } = await makeFolder()
  const worker = new URL('./testing/mortal-worker.ts', import.meta.url)
  const mortal = (store = await openSqliteStore({ path, log: silentLog, worker }))
  await mortal.sessions.create(sessionOf('s1'))
  const asked = [mortal.messages.get(deadly), mortal.sessions.update(sessionIdOf('s1'), { title: 'Lost?' })]
  expect(await Promise.all(asked.map(codeOf))).toStrictEqual(['storage-unreachable', 'storage-unreachable'])
  expect(await mortal.sessions.get(sessionIdOf('s1'))).toStrictEqual(sessionOf('s1'))
  expect(await mortal.sessions.create(sessionOf('s2'))).toBe(true)
  await mortal.close()
  await remove()
})

it('DU-02 tells of pieces of a journal that were lost with its thread, and takes them again', async () => {
  const { path, remove } = await makeFolder()
  const worker = new URL('./testing/mortal-worker.ts', import.meta.url)
  const mortal = (store = await openSqliteStore({ path, log: silentLog, worker }))
  const run = runOf('r1')
  const pieces = (...numbers: readonly number[]) =>
    commitOf({ run, events: numbers.map((seq) => deltaOf(seq)), durable: false })
  await mortal.log.commit({ ...pieces(1), newSession: sessionOf('s1') })
  const died = codeOf(mortal.messages.get(deadly))
  // Behind what the thread dies of, so that it is never looked at.
  await mortal.log.commit(pieces(2))
  expect(await died).toBe('storage-unreachable')
  await mortal.log.commit(pieces(3))
  expect(await codeOf(mortal.log.commit({ ...pieces(), durable: true }))).toBe('storage-failed')
  expect((await mortal.log.read(run.id, 0)).map(({ seq }) => seq)).toStrictEqual([1])
  await mortal.log.commit({ ...pieces(2, 3), durable: true })
  expect((await mortal.log.read(run.id, 0)).map(({ seq }) => seq)).toStrictEqual([1, 2, 3])
  await mortal.close()
  await remove()
})

it('DU-02 does not take an empty database for one in memory whose thread died', async () => {
  const worker = new URL('./testing/mortal-worker.ts', import.meta.url)
  const mortal = (store = await openSqliteStore({ path: ':memory:', log: silentLog, worker }))
  await codeOf(mortal.messages.get(deadly))
  expect(await codeOf(mortal.sessions.list({ shelf: 'active', limit: 1 }))).toBe('storage-failed')
})

it('says so when there is no worker', async () => {
  const worker = new URL('./no-such-worker.ts', import.meta.url)
  expect(await codeOf(openSqliteStore({ path: ':memory:', log: silentLog, worker }))).toBe('storage-failed')
})
