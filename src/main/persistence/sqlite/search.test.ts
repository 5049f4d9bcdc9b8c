import type Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import { searchQuerySchema, type SearchQuery } from '../../../contract/search.ts'
import { commitOf, messageOf, runOf, sessionOf } from '../../core/testing/store-fixture.ts'
import { openDatabase } from './database.ts'
import { createForgetting } from './forgetting.ts'
import { createOperations } from './operations.ts'
import type { Operations } from './protocol.ts'
import { makeFolder } from './testing/sqlite-under-test.ts'

/** More than are held in memory besides. */
const many = 2500

let place: Awaited<ReturnType<typeof makeFolder>>
let db: Database.Database
let operations: Operations
beforeEach(async () => {
  place = await makeFolder()
  db = openDatabase(place.path).db
  operations = createOperations(db, place.path)
  operations.createSession(sessionOf('s1'))
})
afterEach(async () => {
  db.close()
  await place.remove()
})

function textOf(id: string, text: string): Message {
  return messageOf(id, null, { parts: [{ type: 'text', text }] })
}

const put = (...messages: readonly Message[]) => operations.commit(commitOf({ messages }))
const search = (text: string, change: Partial<SearchQuery> = {}) =>
  operations.search({ ...searchQuerySchema.parse({ text }), ...change })
const found = (text: string, change?: Partial<SearchQuery>) =>
  search(text, change).hits.map(({ messageId }) => String(messageId))

function allPages(text: string, betweenPages: () => void = () => undefined): readonly string[] {
  const ids: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = search(text, { limit: 100, ...(cursor !== undefined && { cursor }) })
    ids.push(...page.hits.map(({ messageId }) => messageId))
    if (page.nextCursor === undefined) return ids
    cursor = page.nextCursor
    betweenPages()
  }
}

it('gives every hit once and the newest first, in what is held in memory and in what is not', () => {
  const texts = ['a needle', 'needles', 'Needlework', 'straw']
  const messages = Array.from({ length: many }, (_, index) => textOf(`m${index}`, texts[index % 4] ?? ''))
  put(...messages)
  const hits = messages.filter((_, index) => index % 4 < 3).map(({ id }) => String(id))
  expect(allPages('needle')).toStrictEqual(hits.toReversed())
  let more = 0
  const meanwhile = () => put(textOf(`more${more++}`, 'needle'))
  expect(allPages('needle', meanwhile)).toStrictEqual(hits.toReversed())
})

it('follows what is written after the newest messages were gathered', () => {
  put(textOf('a', 'first draft'), textOf('b', 'other'))
  expect(found('draft')).toStrictEqual(['a'])
  put(textOf('a', 'second version'), textOf('c', 'a draft again'))
  expect(found('draft')).toStrictEqual(['c'])
  expect(found('version')).toStrictEqual(['a'])
})

it('knows nothing of what was refused', () => {
  put(textOf('a', 'needle'))
  expect(found('needle')).toStrictEqual(['a'])
  const lost = commitOf({ messages: [textOf('a', 'straw'), textOf('b', 'needle')], run: runOf('r9') })
  const stray = messageOf('c', 'nobody')
  expect(() => operations.commit({ ...lost, messages: [...lost.messages, stray] })).toThrow('FOREIGN KEY')
  expect(found('needle')).toStrictEqual(['a'])
  expect(found('straw')).toStrictEqual([])
})

it('keeps nothing in memory of what was purged', () => {
  put(textOf('a', 'needle'))
  expect(found('needle')).toStrictEqual(['a'])
  const words = () => {
    db.exec("create virtual table if not exists temp.held using fts5vocab ('temp', 'recent_words', 'row')")
    return db.prepare<[], string>('select term from temp.held').pluck().all()
  }
  expect(words()).toContain('needle')
  operations.updateSession({ id: sessionIdOf('s1'), change: { deletedAt: 5 } })
  operations.purgeSession(sessionIdOf('s1'))
  const forget = createForgetting(db)
  while (forget());
  operations.createSession(sessionOf('s2'))
  const session = { run: runOf('r2', { sessionId: sessionIdOf('s2') }) }
  operations.commit(
    commitOf({ ...session, messages: [{ ...textOf('b', 'straw'), sessionId: sessionIdOf('s2') }] }),
  )
  expect(found('straw')).toStrictEqual(['b'])
  expect(words()).toStrictEqual(['straw'])
})

it('finds the rest where one of the newest messages is damaged', () => {
  put(textOf('a', 'needle'), textOf('b', 'straw'))
  db.exec("update messages set parts = '{' where id = 'b'")
  expect(found('needle')).toStrictEqual(['a'])
})

it('looks inside of words at once where there are few messages, else when asked for more or when no word was found', () => {
  put(textOf('a', 'pinneedle'), textOf('b', 'needle'))
  expect(search('needle')).toMatchObject({ hits: [{ messageId: 'b' }, { messageId: 'a' }], complete: true })
  put(textOf('filler', ''))
  db.exec("update messages set position = 30000 where id = 'filler'")
  put(textOf('c', 'a needle'))
  const first = search('needle')
  expect(first.hits.map(({ messageId }) => String(messageId))).toStrictEqual(['c', 'b'])
  expect(first.complete).toBe(false)
  const second = search('needle', { cursor: first.nextCursor })
  expect(second).toMatchObject({ hits: [{ messageId: 'a' }], complete: true })
  expect(second.nextCursor).toBeUndefined()
  expect(search('inneed')).toMatchObject({ hits: [{ messageId: 'a' }], complete: true })
  expect(found('needle', { sessionId: sessionIdOf('s1') })).toStrictEqual(['c', 'b', 'a'])
})
