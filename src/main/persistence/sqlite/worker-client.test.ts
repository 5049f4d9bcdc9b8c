import { afterEach, expect, it } from 'vitest'
import { messageIdOf } from '../../../contract/id.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import type { Store } from '../../core/ports/stores.ts'
import { openSqliteStore } from './open.ts'

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

it('DU-02 rejects what was open and what comes later when the worker dies', async () => {
  const dying = await open('dies')
  const asked = [dying.messages.get(messageIdOf('m1')), dying.messages.get(messageIdOf('m2'))]
  expect(await Promise.all(asked.map(codeOf))).toStrictEqual(['storage-failed', 'storage-failed'])
  expect(await codeOf(dying.runs.claimOpen())).toBe('storage-failed')
  await expect(dying.close()).resolves.toBeUndefined()
})

it('says so when there is no worker', async () => {
  const worker = new URL('./no-such-worker.ts', import.meta.url)
  expect(await codeOf(openSqliteStore({ path: ':memory:', log: silentLog, worker }))).toBe('storage-failed')
})
