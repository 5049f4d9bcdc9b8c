import { expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import { searchQuerySchema } from '../../../contract/search.ts'
import type { Store } from '../../core/ports/stores.ts'
import { commitOf, messageOf, runOf, sessionOf } from '../../core/testing/store-fixture.ts'
import { describeOnServer } from './testing/with-server.ts'

const s1 = sessionIdOf('s1')
const needles = searchQuerySchema.parse({ text: 'needle', limit: 2 })

/** One message with a needle, and after it so many without. */
async function bury(store: Store, others: number): Promise<void> {
  await store.sessions.create(sessionOf('s1'))
  const straw = Array.from({ length: others }, (_, index) => messageOf(`m${index}`, null))
  const needle = messageOf('old', null, { parts: [{ type: 'text', text: 'a needle' }] })
  await store.log.commit(commitOf({ messages: [needle, ...straw] }))
}

describeOnServer('search in Redis', (room) => {
  it('looks at the newest 5,000 messages and says when there are more', async () => {
    const store = await room().open()
    await bury(store, 4999)
    expect(await store.search.search(needles)).toMatchObject({ hits: [{ messageId: 'old' }], complete: true })
    await store.log.commit(commitOf({ messages: [messageOf('one-more', null)] }))
    expect(await store.search.search(needles)).toStrictEqual({ hits: [], complete: false })
  })

  it('counts the messages of one session alone when asked for it', async () => {
    const store = await room().open()
    await bury(store, 3)
    const sessionId = sessionIdOf('s2')
    await store.sessions.create(sessionOf('s2'))
    const many = Array.from({ length: 5001 }, (_, index) => messageOf(`x${index}`, null, { sessionId }))
    await store.log.commit(commitOf({ run: runOf('r2', { sessionId }), messages: many }))
    expect(await store.search.search(needles)).toMatchObject({ hits: [], complete: false })
    const page = await store.search.search({ ...needles, sessionId: s1 })
    expect(page).toMatchObject({ hits: [{ messageId: 'old' }], complete: true })
  })

  it('counts over all pages', async () => {
    const store = await room().open()
    await store.sessions.create(sessionOf('s1'))
    const messages = Array.from({ length: 6000 }, (_, index) =>
      messageOf(`m${index}`, null, index % 1000 === 0 ? { parts: [{ type: 'text', text: 'needle' }] } : {}),
    )
    await store.log.commit(commitOf({ messages }))
    const found: string[] = []
    let page = await store.search.search(needles)
    found.push(...page.hits.map(({ messageId }) => messageId))
    while (page.nextCursor !== undefined) {
      page = await store.search.search({ ...needles, cursor: page.nextCursor })
      found.push(...page.hits.map(({ messageId }) => messageId))
    }
    expect(found).toStrictEqual(['m5000', 'm4000', 'm3000', 'm2000', 'm1000'])
    expect(page.complete).toBe(false)
  })

  it('finds nothing for a text without letters or signs', async () => {
    const store = await room().open()
    await bury(store, 1)
    expect(await store.search.search({ ...needles, text: '\u0301' })).toStrictEqual({
      hits: [],
      complete: true,
    })
  })
})
