import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import { engineChoiceSchema, type EngineChoice } from '../../../contract/storage.ts'
import { systemClock } from '../../config/system-clock.ts'
import { guardStore } from '../../persistence/guarded-store.ts'
import { openBackupShelf } from '../../persistence/sqlite/backup-shelf.ts'
import { openSqliteStore } from '../../persistence/sqlite/open.ts'
import { ParleyError } from '../errors.ts'
import { noOverrides } from '../ports/overrides.ts'
import { hashOf, letterPart, note, photo, photoPart } from '../ports/attachment-store.conformance.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import type { Store } from '../ports/stores.ts'
import { createSettingsBook, type SettingsBook } from '../provider/settings.ts'
import { codeOf } from '../testing/code-of.ts'
import { silentLog } from '../testing/fake-log.ts'
import { fakeSecrets, fakeSettings } from '../testing/fake-providers.ts'
import { commitOf, deltaOf, messageOf, sessionOf, tipOf } from '../testing/store-fixture.ts'
import { chosenEngine, locationOf } from './engine-choice.ts'
import { createStorageRoom, type StorageRoom } from './storage-room.ts'

const password = 'canary-password'
const first = engineChoiceSchema.parse({ engine: 'sqlite' })
const pgsql = engineChoiceSchema.parse({ engine: 'pgsql', password, pgsql: { host: 'db.example' } })

let source: Store
let target: Store
let asked: EngineChoice[]
let book: SettingsBook
let secrets: SecretStore
let room: StorageRoom
let shared: Store
let refusal: ParleyError | undefined

const openMemory = () => openSqliteStore({ path: ':memory:', log: silentLog })

beforeEach(async () => {
  ;[source, target] = await Promise.all([openMemory(), openMemory()])
  asked = []
  refusal = undefined
  book = createSettingsBook(fakeSettings(), noOverrides)
  secrets = fakeSecrets()
  const storeSwitch = guardStore(source, { clock: systemClock, random: () => 0, log: silentLog })
  shared = storeSwitch.store
  room = createStorageRoom({
    storeSwitch,
    async open(choice) {
      asked.push(choice)
      if (refusal) throw refusal
      return target
    },
    first,
    file: '/profile/parley.sqlite',
    book,
    secrets,
    clock: systemClock,
    shelf: openBackupShelf({ path: '/profile/parley.sqlite', now: () => 0 }),
  })
  await source.sessions.create(sessionOf('s1'))
  await source.log.commit(
    commitOf({ messages: [messageOf('m1', null)], events: [deltaOf(1)], session: tipOf('m1', 2000) }),
  )
  await source.sessions.create(sessionOf('s2', { deletedAt: 5 }))
})
afterEach(async () => {
  await Promise.all([source.close(), target.close()])
})

describe('a move', () => {
  it('copies everything, then uses the new engine and keeps it for later starts', async () => {
    const bundle = await source.transfer.read(sessionIdOf('s1'))
    const told: number[] = []
    const moved = await room.move(pgsql, true, ({ done, total }) => told.push(done, total))
    expect(moved).toStrictEqual({ copied: 2, skipped: 0 })
    expect(told).toStrictEqual([1, 2, 2, 2])
    expect(await target.transfer.read(sessionIdOf('s1'))).toStrictEqual(bundle)
    expect(await target.sessions.get(sessionIdOf('s2'))).toMatchObject({ deletedAt: 5 })
    await shared.sessions.create(sessionOf('s3'))
    expect(await target.sessions.get(sessionIdOf('s3'))).toBeDefined()
    expect(book.current().storage).toMatchObject({ engine: 'pgsql', pgsql: { host: 'db.example' } })
    expect(await room.view()).toMatchObject({ engine: 'pgsql', location: 'db.example:5432/parley' })
  })

  it('AT-13 takes the content of pictures and files along, as far as it is there', async () => {
    const parts = [photoPart, letterPart]
    await source.attachments.put(photoPart.hash, photo)
    await source.attachments.put(hashOf(note), photo)
    await source.log.commit(
      commitOf({
        messages: [messageOf('m2', 'm1', { parts })],
        events: [deltaOf(2)],
        session: tipOf('m2', 3),
      }),
    )
    expect(await room.move(pgsql, true, () => undefined)).toMatchObject({ copied: 2 })
    expect(await target.attachments.get(photoPart.hash)).toEqual(photo)
    expect(await target.attachments.get(hashOf(note))).toBeUndefined()
    expect(await target.attachments.sweep(0)).toBe(0)
  })

  it('keeps the password with the keys and shows it nowhere', async () => {
    await room.move(pgsql, false, () => undefined)
    expect(await secrets.get('storage:pgsql')).toBe(password)
    expect(JSON.stringify([book.current(), await room.view()])).not.toContain(password)
    expect((await room.view()).passwords).toStrictEqual(['pgsql'])
    const again = await chosenEngine(book.current().storage, {}, secrets)
    expect(again).toMatchObject({ engine: 'pgsql', password })
  })

  it('DU-20 a password that cannot be read here is no reason to know nothing, and its engine says why', async () => {
    const lost = fakeSecrets({}, ['storage:pgsql'])
    const { storage } = book.current()
    expect(await chosenEngine(storage, {}, lost)).toMatchObject({ engine: 'sqlite' })
    expect(await codeOf(chosenEngine(storage, { engine: 'pgsql' }, lost))).toBe('storage-refused')
    await lost.set('storage:pgsql', password)
    expect(await chosenEngine(storage, { engine: 'pgsql' }, lost)).toMatchObject({ password })
  })

  it('leaves what the new engine has as it is', async () => {
    await target.sessions.create(sessionOf('s1', { title: 'There before' }))
    expect(await room.move(pgsql, true, () => undefined)).toStrictEqual({ copied: 1, skipped: 1 })
    expect(await target.sessions.get(sessionIdOf('s1'))).toMatchObject({ title: 'There before' })
  })

  it('changes nothing when the new engine cannot be opened', async () => {
    refusal = new ParleyError('storage-refused', { params: { host: 'db', reason: 'password' } })
    expect(await codeOf(room.move(pgsql, true, () => undefined))).toBe('storage-refused')
    expect(book.current().storage.engine).toBe('sqlite')
    expect(await secrets.get('storage:pgsql')).toBeUndefined()
    expect(await shared.sessions.create(sessionOf('s3'))).toBe(true)
    expect(await source.sessions.get(sessionIdOf('s3'))).toBeDefined()
  })

  it('changes nothing when a copy is not what was written', async () => {
    const { transfer } = target
    const forgetful: typeof transfer = {
      ...transfer,
      async read(id) {
        const bundle = await transfer.read(id)
        return bundle && { ...bundle, events: [] }
      },
    }
    target = { ...target, transfer: forgetful }
    expect(await codeOf(room.move(pgsql, true, () => undefined))).toBe('storage-failed')
    expect((await room.view()).engine).toBe('sqlite')
    expect(await shared.sessions.get(sessionIdOf('s1'))).toMatchObject({ leafId: 'm1' })
  })
})

it('tries an engine with the password that is kept', async () => {
  await secrets.set('storage:redis', 'kept')
  await room.test(engineChoiceSchema.parse({ engine: 'redis' }))
  expect(asked).toMatchObject([{ engine: 'redis', password: 'kept' }])
})

it('keeps how long sessions and the trash live, and takes it away again', async () => {
  await room.update({ sessionTtlMs: 3_600_000, trashMs: 86_400_000 })
  expect(book.current().storage).toMatchObject({ sessionTtlMs: 3_600_000, trashMs: 86_400_000 })
  await room.update({ sessionTtlMs: null })
  expect(book.current().storage).not.toHaveProperty('sessionTtlMs')
  expect(book.current().storage).toMatchObject({ trashMs: 86_400_000 })
})

it('shows where an engine is without what opens it', () => {
  const redis = engineChoiceSchema.parse({ engine: 'redis', redis: { address: 'redis://me:word@db:6380' } })
  expect(locationOf(redis, '')).toBe('db:6380/0')
})
