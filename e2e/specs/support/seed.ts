import { join } from 'node:path'
import Database from 'better-sqlite3'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const CHATS = 150
const TURNS = 200

/** The chat that holds 200 turns. */
export const longChat = 'Tariff codes for cotton bags'

/** Fills a closed profile with 150 chats over the last nine months, one of them with 200 turns. */
export function seedChats(profile: string): void {
  const database = new Database(join(profile, 'parley.sqlite'))
  try {
    database.transaction(() => {
      for (let number = 0; number < CHATS; number++) addChat(database, number)
      addTurns(database)
    })()
  } finally {
    database.close()
  }
}

const subjects = [
  'Carriers to Lyon',
  'Release notes for 2.4',
  longChat,
  'Why the label printer at the second gate stops after three hundred labels on cold mornings',
  'Regex for tracking numbers',
  'Returns letter, friendlier tone',
  'Compare three euro banks',
] as const

function addChat(database: Database.Database, number: number): void {
  const at = Date.now() - HOUR_MS - Math.floor(number * 1.8 * DAY_MS)
  const subject = subjects[number % subjects.length] ?? ''
  const title = number < subjects.length ? subject : `Notes ${number}: ${subject}`
  const insert =
    'insert into sessions (id, title, titled_by_user, created_at, updated_at) values (?, ?, 1, ?, ?)'
  database.prepare(insert).run(`seed-${number}`, title, at, at)
}

function addTurns(database: Database.Database): void {
  const session = `seed-${subjects.indexOf(longChat)}`
  const insert = database.prepare(`
    insert into messages (id, session_id, parent_id, role, parts, finish_reason, created_at)
    values (?, ?, ?, ?, ?, ?, ?)`)
  let parent: string | null = null
  for (let number = 0; number < 2 * TURNS; number++) {
    const asks = number % 2 === 0
    const turn = Math.floor(number / 2) + 1
    const text = asks
      ? `Question ${turn}: which code has bag ${turn}?`
      : `Answer ${turn}.\n\n${'It depends on the weave and the weight. '.repeat(1 + (turn % 9))}`
    const id = `seed-message-${number}`
    const parts = JSON.stringify([{ type: 'text', text }])
    insert.run(id, session, parent, asks ? 'user' : 'assistant', parts, asks ? null : 'stop', number + 1)
    parent = id
  }
  database.prepare('update sessions set leaf_id = ? where id = ?').run(parent, session)
}
