import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { migrations } from '../../src/main/persistence/sqlite/migrations.ts'

/** How many messages the sessions of an old profile have together. */
export const oldMessageCount = 40

const applicationId = 0x50_61_72_6c

/** Makes a profile as the first version left it, with some sessions, so that the next start has to migrate. */
export function makeOldProfile(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'parley.sqlite')
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.exec(migrations[0]?.up ?? '')
  db.pragma(`application_id = ${applicationId}`)
  db.pragma('user_version = 1')
  const session = db.prepare(
    'insert into sessions (id, title, titled_by_user, created_at, updated_at) values (?, ?, 0, 1, 1)',
  )
  const message = db.prepare(
    'insert into messages (id, session_id, parent_id, role, parts, created_at) values (?, ?, ?, ?, ?, 1)',
  )
  const tip = db.prepare('update sessions set leaf_id = ? where id = ?')
  db.transaction(() => {
    for (let number = 0; number < oldMessageCount; number++) {
      const [sessionId, first] = [`old${Math.floor(number / 10)}`, number % 10 === 0]
      if (first) session.run(sessionId, `Old chat ${sessionId}`)
      const parts = [{ type: 'text', text: `Old words number ${number}` }]
      const role = number % 2 === 0 ? 'user' : 'assistant'
      message.run(
        `old-m${number}`,
        sessionId,
        first ? null : `old-m${number - 1}`,
        role,
        JSON.stringify(parts),
      )
      tip.run(`old-m${number}`, sessionId)
    }
  })()
  db.close()
  return path
}
