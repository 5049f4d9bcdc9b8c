import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import { sessionOf } from '../../core/testing/store-fixture.ts'
import { openBackupShelf } from './backup-shelf.ts'
import { openRescue, type Rescue } from './open-rescue.ts'
import { openSqliteStore } from './open.ts'
import { install } from './rescue/install.ts'
import { filled, fillProfile, pagesOf, spoilPages } from './testing/damaged-profile.ts'
import { makeFolder, runKilled } from './testing/sqlite-under-test.ts'

const stamp = '20261120T091233Z'
let place: Awaited<ReturnType<typeof makeFolder>>
let rescue: Rescue
let present: string

beforeEach(async () => {
  place = await makeFolder()
  present = place.path
  rescue = openRescue({ path: present, now: () => Date.UTC(2026, 10, 20, 9, 12, 33), log: silentLog })
})
afterEach(() => place.remove())

const zero = (from: number, to: number) => writeFileSync(present, readFileSync(present).fill(0, from, to))
const spoil = (table: string, type: 'leaf' | 'internal') =>
  spoilPages(
    present,
    pagesOf(present, table, type)
      .slice(0, 1)
      .map(({ page }) => page),
  )

describe('a damaged database', () => {
  it.each([
    ['lost its header', () => zero(0, 100)],
    ['lost its schema', () => spoilPages(present, [1])],
    ['lost the tree above its messages', () => spoil('messages', 'internal')],
    ['lost a page of messages', () => spoil('messages', 'leaf')],
    ['lost an index', () => spoil('messages_by_parent', 'leaf')],
    ['has a wrong free list', () => writeFileSync(present, readFileSync(present).fill(255, 32, 40))],
    ['was cut off', () => writeFileSync(present, readFileSync(present).subarray(0, 100_000))],
    ['became zero', () => zero(0, readFileSync(present).length)],
    ['became empty', () => writeFileSync(present, '')],
    ['is another file now', () => writeFileSync(present, 'Dear diary, '.repeat(1000))],
  ])(
    'DU-08 that %s opens or is explained, is kept, and gives back what it can',
    async (_name, damage) => {
      fillProfile(present, true)
      await backUp()
      damage()
      const damaged = readFileSync(present)
      const opened = await openSqliteStore({ path: present, log: silentLog }).catch(() => undefined)
      await opened?.close()
      expect(readFileSync(present).equals(damaged)).toBe(true)

      const recovered = await rescue.recover().catch(() => undefined)
      expect(readFileSync(recovered?.kept ?? present).equals(damaged)).toBe(true)
      expect(recovered ? await works() : 'explained').toBe(recovered ? 'whole' : 'explained')
      const backup = await rescue.newestGood()
      expect((await rescue.restore({ name: backup?.name ?? '' })).counts).toStrictEqual(filled)
      expect(await count()).toBe(filled.sessions)
    },
    60_000,
  )

  it('DU-08 that was replaced in the same second as another does not replace that', async () => {
    fillProfile(present, false)
    const first = await rescue.restore({ file: present })
    const second = await rescue.restore({ file: present })
    expect(second.kept).not.toBe(first.kept)
    expect([existsSync(first.kept), existsSync(second.kept)]).toStrictEqual([true, true])
  })

  it('DU-08 is kept with the log beside it', async () => {
    fillProfile(present, false)
    zero(0, 100)
    writeFileSync(`${present}-wal`, 'a log')
    const { kept } = await rescue.recover()
    expect(readFileSync(`${kept}-wal`, 'utf8')).toBe('a log')
    expect(existsSync(`${present}-wal`)).toBe(false)
  })

  it('DU-09 whose file is gone or empty while its log is there is no new profile', async () => {
    await runKilled({ path: present, session: sessionOf('s1'), commits: [] })
    const log = readFileSync(`${present}-wal`)
    renameSync(present, `${present}.away`)
    expect(await codeOf(openSqliteStore({ path: present, log: silentLog }))).toBe('storage-corrupt')
    writeFileSync(present, '')
    expect(await codeOf(openSqliteStore({ path: present, log: silentLog }))).toBe('storage-corrupt')
    expect(readFileSync(`${present}-wal`).equals(log)).toBe(true)
    await rescue.recover()
    expect(await count()).toBe(1)
  })

  it('DU-09 loses what only its log said when that is deleted, and nothing else', async () => {
    fillProfile(present, false)
    await runKilled({ path: present, session: sessionOf('later'), commits: [] })
    writeFileSync(`${present}-wal`, '')
    writeFileSync(`${present}-shm`, 'stale')
    const store = await openSqliteStore({ path: present, log: silentLog })
    expect(await store.transfer.count()).toBe(filled.sessions)
    await store.close()
  })
})

describe('a look at a database', () => {
  it('says what is wrong and changes nothing, not even a log that a kill left', async () => {
    await runKilled({ path: present, session: sessionOf('s1'), commits: [] })
    const before = readdirSync(place.folder).map((name) => readFileSync(join(place.folder, name)))
    expect(await rescue.inspect()).toMatchObject({ faults: [], counts: { sessions: 1 } })
    const after = readdirSync(place.folder).map((name) => readFileSync(join(place.folder, name)))
    expect(after).toStrictEqual(before)
  })

  it('names the faults', async () => {
    fillProfile(present, false)
    spoil('messages_by_parent', 'leaf')
    expect((await rescue.inspect())?.faults).not.toHaveLength(0)
    expect(await rescue.freeBytes()).toBeGreaterThan(0)
  })

  it('finds none, and a newer one', async () => {
    expect(await rescue.inspect()).toBeUndefined()
    fillProfile(present, false)
    const db = new Database(present)
    db.pragma('user_version = 99')
    db.close()
    expect(await codeOf(rescue.inspect())).toBe('profile-newer')
  })
})

it('DU-10 leaves a database alone that somebody uses', async () => {
  const store = await openSqliteStore({ path: present, log: silentLog })
  await store.sessions.create(sessionOf('s1'))
  const asked = [rescue.inspect(), rescue.recover(), rescue.restore({ file: present })]
  const codes = await Promise.all(asked.map(codeOf))
  expect(codes).toStrictEqual(['profile-locked', 'profile-locked', 'profile-locked'])
  expect(await store.sessions.get(sessionIdOf('s1'))).toBeDefined()
  await store.close()
})

describe('an exchange of the database that was cut off', () => {
  beforeEach(() => {
    fillProfile(present, false)
    fillProfile(`${present}.new`, false)
    const db = new Database(`${present}.new`)
    db.exec(`update sessions set title = 'New'`)
    db.close()
  })

  it('has not happened while the old one is in its place', async () => {
    renameSync(`${present}.new`, next())
    expect(await titleNow()).toBe('Chat s3')
    expect(existsSync(next())).toBe(false)
  })

  it('is completed at the next start once the old one was moved, whose log goes with it', async () => {
    renameSync(`${present}.new`, next())
    renameSync(present, `${present}.replaced-${stamp}`)
    writeFileSync(`${present}-wal`, 'the log of the old one')
    expect(await titleNow()).toBe('New')
    expect(readFileSync(`${present}.replaced-${stamp}-wal`, 'utf8')).toBe('the log of the old one')
  })

  it('does not happen at all when the file is not there', async () => {
    await expect(install(`${present}.missing`, present, 'replaced', 0)).rejects.toThrow('ENOENT')
    expect(await titleNow()).toBe('Chat s3')
  })
})

async function titleNow(): Promise<string | undefined> {
  const store = await openSqliteStore({ path: present, log: silentLog })
  const session = await store.sessions.get(sessionIdOf('s3'))
  await store.close()
  return session?.title
}

function next(): string {
  return `${present}.next.replaced-${stamp}`
}

async function backUp(): Promise<void> {
  const store = await openSqliteStore({ path: present, log: silentLog })
  const shelf = openBackupShelf({ path: present, now: () => Date.UTC(2026, 10, 19) })
  await shelf.make((path) => store.copyInto?.(path) ?? Promise.reject(new Error('no copies')), 7)
  await store.close()
}

async function count(): Promise<number> {
  const store = await openSqliteStore({ path: present, log: silentLog })
  const sessions = await store.transfer.count()
  await store.close()
  return sessions
}

async function works(): Promise<string> {
  expect((await rescue.inspect())?.faults).toStrictEqual([])
  const store = await openSqliteStore({ path: present, log: silentLog })
  expect(await store.sessions.create(sessionOf('new'))).toBe(true)
  expect((await store.sessions.list({ shelf: 'active', limit: 100 })).sessions.length).toBeGreaterThan(1)
  await store.close()
  return 'whole'
}
