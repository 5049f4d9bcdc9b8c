import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { openDatabase } from '../../src/main/persistence/sqlite/database.ts'
import { migrations } from '../../src/main/persistence/sqlite/migrations.ts'
import { createTexts } from './vocabulary.ts'

/** Changes with every change of what is written below. */
const edition = 1
/** One message in a hundred belongs to the long session, the others to this many ordinary ones. */
const ordinarySessions = 5000

/** The id of the session that has a hundredth of all messages. */
export const longSession = 'long'

/**
 * A database of that many messages of 60 words, indexed for search, with one long session spread over all of it. Made
 * once for each schema and kept in the system's folder for temporary files; gives the path.
 */
export function largeProfile(messages: number): string {
  const made = createHash('sha256')
    .update(JSON.stringify([edition, migrations, messages]))
    .digest('hex')
  const folder = join(tmpdir(), `parley-bench-${made.slice(0, 16)}`)
  const path = join(folder, 'parley.sqlite')
  if (existsSync(path)) return path
  console.log(`Making a database of ${messages} messages, once: ${folder}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const unfinished = `${path}.unfinished`
  const { db } = openDatabase(unfinished)
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -262144')
  fill(db, messages)
  db.close()
  renameSync(unfinished, path)
  return path
}

function fill(db: Database.Database, count: number): void {
  const session = db.prepare(
    'insert into sessions (key, id, title, titled_by_user, created_at, updated_at) values (@id, @id, @id, 0, @at, @at)',
  )
  const message = db.prepare(
    `insert into messages (position, id, session_key, parent_id, role, parts, created_at)
     values (@position, @id, @key, @parentId, @role, @parts, @position)`,
  )
  const tip = db.prepare('update sessions set leaf_id = ?, updated_at = ? where key = ?')
  const text = createTexts(42)
  const tips = new Map<string, string>()
  db.transaction(() => {
    session.run({ id: longSession, at: 1 })
    for (let index = 0; index < ordinarySessions; index++) session.run({ id: `s${index}`, at: 1 })
    for (let position = 1; position <= count; position++) {
      const key = position % 100 === 7 ? longSession : `s${(position * 7919) % ordinarySessions}`
      const [id, parentId] = [`m${position}`, tips.get(key) ?? null]
      const parts = JSON.stringify([{ type: 'text', text: text() }])
      message.run({ position, id, key, parentId, role: position % 2 ? 'user' : 'assistant', parts })
      tips.set(key, id)
    }
    for (const [key, id] of tips) tip.run(id, Number(id.slice(1)), key)
  })()
  // The texts have no characters that the index would have to be told of.
  for (const table of ['message_words', 'message_trigrams']) {
    db.exec(`insert into ${table} (rowid, text) select position, parts ->> '$[0].text' from messages`)
  }
}
