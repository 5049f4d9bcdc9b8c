import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import { searchQuerySchema, type SearchQuery } from '../../../contract/search.ts'
import type { StoreUnderTest } from '../../core/ports/stores.conformance.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { commitOf, messageOf, runOf, sessionOf } from '../../core/testing/store-fixture.ts'
import { reasonToSkip } from './testing/postgres-programs.ts'
import { startPostgres, type PostgresServer } from './testing/postgres-server.ts'
import { openPostgresUnderTest } from './testing/postgres-under-test.ts'

const missing = reasonToSkip()
/** More than is compared one by one before the index is asked. */
const many = 1500

describe.skipIf(missing)(`search in PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: PostgresServer
  let tested: StoreUnderTest
  beforeAll(async () => {
    server = await startPostgres()
    tested = await openPostgresUnderTest(server.address)
    await tested.store.sessions.create(sessionOf('s1'))
    await tested.store.sessions.create(sessionOf('s2'))
    const texts = Array.from({ length: many }, (_, at) => `line ${at} of many`)
    texts[3] = 'The old Leuchtturmwärter said: 京都 "§" \u0000 100%'
    texts[5] = 'Needle'
    const messages = texts.map((text, at) =>
      messageOf(`m${at}`, null, { parts: [{ type: 'text', text }], createdAt: at }),
    )
    await tested.store.log.commit(commitOf({ messages }))
    const elsewhere = { sessionId: sessionIdOf('s2') }
    const dark = messageOf('dark', null, { ...elsewhere, parts: [{ type: 'text', text: 'many needles' }] })
    await tested.store.log.commit(commitOf({ run: runOf('r2', elsewhere), messages: [dark] }))
  }, 60_000)
  afterAll(async () => {
    await tested.dispose()
    await server.remove()
  })
  const search = (text: string, change: Partial<SearchQuery> = {}) =>
    tested.store.search.search({ ...searchQuerySchema.parse({ text }), ...change })
  const found = async (text: string, change?: Partial<SearchQuery>) => {
    const { hits, complete } = await search(text, change)
    return { ids: hits.map(({ messageId }) => String(messageId)), complete }
  }

  it.each(['turmwarter', '京', '京都', '100%', 'LEUCHT', 'old "§"'])('finds %s far back', async (text) => {
    expect(await found(text)).toStrictEqual({ ids: ['m3'], complete: true })
  })

  it('finds what is too short for the index', async () => {
    expect(await found('§')).toStrictEqual({ ids: ['m3'], complete: true })
  })

  it('gives a page of what is everywhere without looking at everything, and every page once', async () => {
    let cursor: string | undefined
    const seen: string[] = []
    do {
      const page = await search('many line', { limit: 100, ...(cursor && { cursor }) })
      seen.push(...page.hits.map(({ messageId }) => String(messageId)))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toHaveLength(many - 2)
    expect(new Set(seen).size).toBe(many - 2)
    expect(seen[0]).toBe(`m${many - 1}`)
  })

  it('ranks the newest of many hits, and says that there are more', async () => {
    const first = await search('many', { order: 'ranked', limit: 100 })
    expect(first).toMatchObject({ complete: false, nextCursor: 'rank~100' })
    const second = await search('many', { order: 'ranked', limit: 100, cursor: 'rank~100' })
    const both = [...first.hits, ...second.hits].map(({ messageId }) => messageId)
    expect(new Set(both).size).toBe(200)
    expect(await codeOf(search('many', { cursor: 'rank~100' }))).toBe('input-invalid')
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
