import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runOf } from '../../core/testing/store-fixture.ts'
import { openDatabase } from './database.ts'
import { migrations, type Migration } from './migrations.ts'
import { statementsOf } from './testing/statements.ts'
import { makeFolder } from './testing/sqlite-under-test.ts'

const newest = migrations.at(-1)?.version ?? 0
let place: Awaited<ReturnType<typeof makeFolder>>
let original: string

beforeEach(async () => {
  place = await makeFolder()
  original = `${place.path}.original`
})
afterEach(() => place.remove())

/** A database of an older format with one of everything. */
function fillOld(version: number): void {
  const { db } = openDatabase(original, migrations.slice(0, 1))
  db.exec(`
    insert into sessions (id, title, titled_by_user, created_at, updated_at) values ('s1', 'Old', 0, 1, 1);
    insert into runs (id, session_id, user_message_id, status, ended, options, usage, created_at)
      values ('r1', 's1', 'm1', 'completed', 1, '${JSON.stringify(runOf('r1').options)}',
        '{"inputTokens":0,"outputTokens":0}', 1);
    insert into messages (id, session_id, role, parts, run_id, created_at)
      values ('m1', 's1', 'user', '[{"type":"text","text":"Hello"}]', 'r1', 1);
    insert into tool_calls (message_id, call_id, run_id, session_id, status, record)
      values ('m1', 'c1', 'r1', 's1', 'completed', '{}')`)
  db.close()
  openDatabase(
    original,
    migrations.filter((step) => step.version <= version),
  ).db.close()
  rmSync(`${original}.before-v${version}`, { force: true })
}

const begin = () => {
  for (const suffix of ['-wal', '-shm']) rmSync(`${place.path}${suffix}`, { force: true })
  copyFileSync(original, place.path)
}

const versionAndCounts = () => {
  const db = new Database(place.path)
  const version = db.pragma('user_version', { simple: true })
  const counts = ['sessions', 'runs', 'messages', 'tool_calls'].map((table) =>
    db.prepare<[], number>(`select count(*) from ${table}`).pluck().get(),
  )
  const isWhole = db.pragma('integrity_check', { simple: true }) === 'ok'
  db.close()
  return { version, counts, isWhole }
}

describe.each(migrations.map(({ version }) => version).filter((version) => version < newest))(
  'an upgrade from format %i',
  (from) => {
    const steps = migrations.filter(({ version }) => version > from)
    const total = steps.flatMap(({ up }) => statementsOf(up)).length
    const old = { version: from, counts: [1, 1, 1, 1], isWhole: true }

    beforeEach(() => fillOld(from))

    it('DU-12 that fails at any of its statements leaves every byte as it was', () => {
      const before = readFileSync(original)
      for (let failing = 0; failing < total; failing++) {
        begin()
        expect(() => openDatabase(place.path, failingAt(failing)), `statement ${failing}`).toThrow('nowhere')
        expect(readFileSync(place.path).equals(before), `statement ${failing}`).toBe(true)
        expect(existsSync(`${place.path}-wal`)).toBe(false)
      }
      openDatabase(place.path).db.close()
      expect(versionAndCounts()).toStrictEqual({ ...old, version: newest })
    })

    it('DU-12 that is killed at any of its statements is old, and is done at the next start', async () => {
      const every = Math.max(1, Math.floor(total / 8))
      for (let count = 0; count < total; count += every) {
        begin()
        await runKilled(count)
        expect(versionAndCounts(), `statement ${count}`).toStrictEqual(old)
        const { db, opened } = openDatabase(place.path)
        db.close()
        expect(opened.upgrade).toMatchObject({ from, to: newest, after: { sessions: 1, messages: 1 } })
        expect(versionAndCounts()).toStrictEqual({ ...old, version: newest })
      }
    }, 120_000)

    /** The real steps, of which one statement among all of them asks for a table that is not there. */
    function failingAt(failing: number): readonly Migration[] {
      let left = failing
      const spoilt = steps.map(({ version, up }) => {
        const statements = [...statementsOf(up)]
        if (left >= 0 && left < statements.length) statements[left] = 'insert into nowhere values (1)'
        left -= statements.length
        return { version, up: statements.join(';\n') }
      })
      return [...migrations.filter(({ version }) => version <= from), ...spoilt]
    }
  },
)

it('DU-13 refuses an upgraded profile to the version before, which loses nothing, and goes on with the newer', () => {
  fillOld(newest - 1)
  begin()
  openDatabase(place.path).db.close()
  const upgraded = readFileSync(place.path)
  const older = migrations.slice(0, -1)
  expect(() => openDatabase(place.path, older)).toThrow('Install the newer version; nothing was changed')
  expect(readFileSync(place.path).equals(upgraded)).toBe(true)
  openDatabase(place.path).db.close()
  expect(versionAndCounts()).toStrictEqual({ version: newest, counts: [1, 1, 1, 1], isWhole: true })
})

function runKilled(count: number): Promise<void> {
  const program = fileURLToPath(new URL('./testing/killed-migration.ts', import.meta.url))
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, place.path, String(count)], (error, _out, complaint) => {
      if (error?.signal === 'SIGKILL') resolve()
      else reject(new Error(`it was not killed: ${complaint}`))
    })
  })
}
