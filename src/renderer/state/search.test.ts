import { expect, test } from 'vitest'
import { messageIdSchema, sessionIdSchema } from '../../contract/id.ts'
import type { SearchHit, SearchPage } from '../../contract/search.ts'
import { createFakeTransport } from '../transport/fake/fake-transport.ts'
import { createSearch, type Search } from './search.ts'

function hitOf(id: string): SearchHit {
  const sessionId = sessionIdSchema.parse('s1')
  return {
    sessionId,
    messageId: messageIdSchema.parse(id),
    title: '',
    role: 'user',
    createdAt: 1,
    snippet: [],
  }
}

function searchOver(pages: Readonly<Record<string, SearchPage>>) {
  const core = createFakeTransport()
  const asked: string[] = []
  core.answer('sessions.search', ({ text, cursor = '' }) => {
    asked.push(`${text} ${cursor}`)
    return pages[cursor] ?? { hits: [], complete: true }
  })
  return { search: createSearch(core), asked }
}

function settled({ store }: Search, hits: number): Promise<readonly string[]> {
  const ids = () => store.getState().hits.map(({ messageId }) => String(messageId))
  if (ids().length === hits) return Promise.resolve(ids())
  return new Promise((resolve) => {
    const stop = store.subscribe(() => {
      if (ids().length !== hits) return
      stop()
      resolve(ids())
    })
  })
}

test('what the second page finds comes behind what is shown already', async () => {
  const { search, asked } = searchOver({
    '': { hits: [hitOf('word')], complete: false, nextCursor: 'insides' },
    insides: { hits: [hitOf('inside')], complete: true },
  })
  search.look('needle')
  expect(await settled(search, 1)).toEqual(['word'])
  expect(await settled(search, 2)).toEqual(['word', 'inside'])
  expect(asked).toEqual(['needle ', 'needle insides'])
  expect(search.store.getState().complete).toBe(true)
})

test('a full page is shown without asking for the next one', async () => {
  const hits = Array.from({ length: 30 }, (_, index) => hitOf(`m${index}`))
  const { search, asked } = searchOver({ '': { hits, complete: true, nextCursor: 'more' } })
  search.look('needle')
  await settled(search, 30)
  search.look('')
  await settled(search, 0)
  expect(asked).toEqual(['needle '])
})
