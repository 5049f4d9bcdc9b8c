import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import { searchQuerySchema, type SearchQuery } from '../../../contract/search.ts'
import type { Store } from '../../core/ports/stores.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import { commitOf, messageOf, runOf, sessionOf } from '../../core/testing/store-fixture.ts'
import { createDatabase, type Database } from './database.ts'
import { openPostgresStore } from './open.ts'
import { createSearch } from './search.ts'
import { reasonToSkip } from './testing/postgres-programs.ts'
import { startPostgres, type PostgresServer } from './testing/postgres-server.ts'
import { freshSchema } from './testing/postgres-under-test.ts'

const missing = reasonToSkip()
/** More than is compared one by one, with the limits that these tests set. */
const many = 150
const limits = { windows: [10, 30], windowsWithoutIndex: [10, 100], rankedAmong: 20 }

describe.skipIf(missing)(`search in PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: PostgresServer
  let store: Store
  let database: Database
  beforeAll(async () => {
    server = await startPostgres()
    const address = freshSchema(server.address)
    store = await openPostgresStore({ ...address, log: silentLog })
    const { schema } = address
    database = createDatabase({
      address,
      schema,
      log: silentLog,
      connectWithinMs: 5000,
      answerWithinMs: 5000,
    })
    await store.sessions.create(sessionOf('s1'))
    await store.sessions.create(sessionOf('s2'))
    const texts = Array.from({ length: many }, (_, at) => `line ${at} of many`)
    texts[3] = 'The old Leuchtturmwärter said: 京都 "§" \u0000 100%'
    texts[5] = 'Needle'
    texts[80] = 'One §'
    texts[20] = '$ in vain'
    const messages = texts.map((text, at) =>
      messageOf(`m${at}`, null, { parts: [{ type: 'text', text }], createdAt: at }),
    )
    await store.log.commit(commitOf({ messages }))
    const elsewhere = { sessionId: sessionIdOf('s2') }
    const dark = messageOf('dark', null, { ...elsewhere, parts: [{ type: 'text', text: 'many needles' }] })
    await store.log.commit(commitOf({ run: runOf('r2', elsewhere), messages: [dark] }))
  }, 60_000)
  afterAll(async () => {
    await database.close(0)
    await store.close()
    await server.remove()
  })
  const search = (text: string, change: Partial<SearchQuery> = {}) =>
    createSearch('test', limits)(database.query, { ...searchQuerySchema.parse({ text }), ...change })
  const found = async (text: string, change?: Partial<SearchQuery>) => {
    const { hits, complete } = await search(text, change)
    return { ids: hits.map(({ messageId }) => String(messageId)), complete }
  }

  it.each(['turmwarter', '京', '京都', '100%', 'LEUCHT', 'old "§"'])('finds %s far back', async (text) => {
    expect(await found(text)).toStrictEqual({ ids: ['m3'], complete: true })
  })

  it('looks through many messages for what is too short for the index, and says when not through all', async () => {
    expect(await found('§')).toStrictEqual({ ids: ['m80'], complete: false })
    expect(await found('$')).toStrictEqual({ ids: [], complete: false })
    expect(await found('$', { until: 25 })).toStrictEqual({ ids: ['m20'], complete: true })
  })

  it('gives a page of what is everywhere without looking at everything, and every page once', async () => {
    let cursor: string | undefined
    const seen: string[] = []
    do {
      const page = await search('many line', { limit: 40, ...(cursor && { cursor }) })
      seen.push(...page.hits.map(({ messageId }) => String(messageId)))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toHaveLength(many - 4)
    expect(new Set(seen).size).toBe(many - 4)
    expect(seen[0]).toBe(`m${many - 1}`)
  })

  it('ranks the newest of many hits, and says that there are more', async () => {
    const first = await search('many', { order: 'ranked', limit: 10 })
    expect(first).toMatchObject({ complete: false, nextCursor: 'rank~10' })
    const second = await search('many', { order: 'ranked', limit: 10, cursor: 'rank~10' })
    const both = [...first.hits, ...second.hits].map(({ messageId }) => messageId)
    expect(new Set(both).size).toBe(20)
    expect(await codeOf(search('many', { cursor: 'rank~10' }))).toBe('input-invalid')
    expect((await found('needle', { order: 'ranked' })).ids).toStrictEqual(['m5', 'dark'])
  })

  it('keeps to a session whose messages are old', async () => {
    expect(await found('many', { sessionId: sessionIdOf('s2') })).toStrictEqual({
      ids: ['dark'],
      complete: true,
    })
  })

  it('finds nothing for what is nothing when case and accents are taken away', async () => {
    expect(await found('\u0301')).toStrictEqual({ ids: [], complete: true })
    expect(await codeOf(search('a\u0000b \ud800'))).toBe('nothing was refused')
  })
})
