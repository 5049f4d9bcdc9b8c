import { beforeEach, describe, expect, it } from 'vitest'
import { callIdOf, messageIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import { searchQuerySchema, type SearchQuery } from '../../../contract/search.ts'
import { failureFrom } from '../errors.ts'
import { codeOf } from '../testing/code-of.ts'
import { commitOf, messageOf, runOf, sessionOf } from '../testing/store-fixture.ts'
import type { Store } from './stores.ts'

const s1 = sessionIdOf('s1')

function textOf(id: string, text: string, change: Partial<Message> = {}): Message {
  return messageOf(id, null, { parts: [{ type: 'text', text }], ...change })
}

/** The obligations of `SearchIndex`. */
export function describeSearch(stores: () => Store): void {
  const put = (...messages: readonly Message[]) => stores().log.commit(commitOf({ messages }))
  const search = (text: string, change: Partial<SearchQuery> = {}) =>
    stores().search.search({ ...searchQuerySchema.parse({ text }), ...change })
  const found = async (text: string, change?: Partial<SearchQuery>) =>
    (await search(text, change)).hits.map(({ messageId }) => String(messageId))

  describe('search', () => {
    beforeEach(() => stores().sessions.create(sessionOf('s1')))

    it('finds whole words, beginnings and insides of words, in any case, newest first', async () => {
      await put(textOf('a', 'The Lighthouse keeper'), textOf('b', 'No keys here'), textOf('c', 'A LIGHT'))
      expect(await found('light')).toStrictEqual(['c', 'a'])
      expect(await found('Lighthouse')).toStrictEqual(['a'])
      expect(await found('house')).toStrictEqual(['a'])
      expect(await found('absent')).toStrictEqual([])
    })

    it('wants every word, wherever it stands', async () => {
      await put(textOf('a', 'red fox, brown dog'), textOf('b', 'brown fox'), textOf('c', 'red dog'))
      expect(await found('fox red')).toStrictEqual(['a'])
      expect(await found('brown fox')).toStrictEqual(['b', 'a'])
    })

    it('finds words of languages that put no space between them', async () => {
      await put(textOf('a', '我想去北京旅行'), textOf('b', '東京の天気'), textOf('c', '京都'))
      expect(await found('北京')).toStrictEqual(['a'])
      expect(await found('京')).toStrictEqual(['c', 'b', 'a'])
      expect(await found('旅行 北京')).toStrictEqual(['a'])
      expect(await found('京北')).toStrictEqual([])
    })

    it('ignores accents and takes signs for what they are', async () => {
      await put(textOf('a', 'Übergröße café'), textOf('b', 'a_b-c++ "quoted" (x) 100% AND'))
      expect(await found('CAFE')).toStrictEqual(['a'])
      for (const text of ['"', 'a_b', 'c++', '100%', '(x)', 'AND', 'a*', 'NEAR(', "'", '\\', ':']) {
        await expect(search(text)).resolves.toMatchObject({ complete: true })
      }
      expect(await found('quoted')).toStrictEqual(['b'])
    })

    it('looks at what people and models said, and at nothing else', async () => {
      const callId = callIdOf('c1')
      await put(
        textOf('a', 'needle', { role: 'assistant' }),
        messageOf('b', null, { parts: [{ type: 'reasoning', text: 'needle' }], role: 'assistant' }),
        messageOf('c', null, {
          role: 'tool',
          parts: [{ type: 'tool-result', callId, content: 'needle', isError: false }],
        }),
        messageOf('d', null, { parts: [{ type: 'refusal', text: 'no needle' }], role: 'assistant' }),
      )
      expect(await found('needle')).toStrictEqual(['d', 'a'])
    })

    it('follows a message that grows, and forgets its old words', async () => {
      await put(textOf('a', 'first draft'))
      await put(textOf('a', 'second version'))
      expect(await found('draft')).toStrictEqual([])
      expect(await found('version')).toStrictEqual(['a'])
    })

    it('leaves out the trash until it is restored, and what was purged for ever', async () => {
      await put(textOf('a', 'needle'))
      await stores().sessions.update(s1, { deletedAt: 5 })
      expect(await found('needle')).toStrictEqual([])
      await stores().sessions.update(s1, { deletedAt: null })
      expect(await found('needle')).toStrictEqual(['a'])
      await stores().sessions.update(s1, { deletedAt: 5 })
      await stores().sessions.purge(s1)
      expect(await found('needle')).toStrictEqual([])
    })

    it('keeps to the filters', async () => {
      await stores().sessions.create(sessionOf('s2', { folder: 'Work' }))
      const calls: Message = textOf('d', 'needle', {
        role: 'assistant',
        model: 'm-2',
        createdAt: 40,
        parts: [
          { type: 'text', text: 'needle' },
          { type: 'tool-call', id: callIdOf('c1'), name: 'calculator', arguments: '{}' },
        ],
      })
      await put(textOf('a', 'needle', { createdAt: 10 }))
      await put(textOf('b', 'needle', { role: 'assistant', createdAt: 20 }))
      const elsewhere = { sessionId: sessionIdOf('s2'), createdAt: 30 }
      const run = runOf('r2', { sessionId: sessionIdOf('s2') })
      await stores().log.commit(commitOf({ run, messages: [textOf('c', 'needle', elsewhere)] }))
      await put(calls)
      expect(await found('needle', { role: 'user' })).toStrictEqual(['c', 'a'])
      expect(await found('needle', { sessionId: s1 })).toStrictEqual(['d', 'b', 'a'])
      expect(await found('needle', { folder: 'Work' })).toStrictEqual(['c'])
      expect(await found('needle', { model: 'm-2' })).toStrictEqual(['d'])
      expect(await found('needle', { tool: 'calculator' })).toStrictEqual(['d'])
      expect(await found('needle', { since: 20, until: 40 })).toStrictEqual(['c', 'b'])
    })

    it('shows where the match is', async () => {
      await put(textOf('a', `${'before '.repeat(200)}the Needle in the hay${' after'.repeat(200)}`))
      const [hit] = (await search('needle')).hits
      expect(hit).toMatchObject({ sessionId: 's1', title: 'Chat s1', role: 'user', createdAt: 1000 })
      expect(hit?.snippet.filter((piece) => piece.hit).map(({ text }) => text)).toStrictEqual(['Needle'])
      const shown = hit?.snippet.map(({ text }) => text).join('') ?? ''
      expect(shown).toContain('the Needle in the hay')
      expect(shown.length).toBeLessThan(400)
    })

    it('gives every hit once over its pages', async () => {
      const ids = Array.from({ length: 7 }, (_, index) => `m${index}`)
      await put(...ids.map((id) => textOf(id, 'needle')))
      const first = await search('needle', { limit: 3 })
      const second = await search('needle', { limit: 3, cursor: first.nextCursor ?? '' })
      const third = await search('needle', { limit: 3, cursor: second.nextCursor ?? '' })
      const all = [first, second, third].flatMap(({ hits }) => hits.map(({ messageId }) => messageId))
      expect(all).toStrictEqual(ids.toReversed().map((id) => messageIdOf(id)))
      expect(third.nextCursor).toBeUndefined()
      expect(await codeOf(search('needle', { cursor: 'none-of-ours' }))).toBe('input-invalid')
    })

    it('has the best match first when asked to rank, or says that it cannot', async () => {
      await put(textOf('a', 'needle needle needle'), textOf('b', `needle ${'straw '.repeat(300)}`))
      const ranked = search('needle', { order: 'ranked' }).then(
        ({ hits }) => hits.map(({ messageId }) => String(messageId)),
        (error: unknown) => failureFrom(error).code,
      )
      const isScan = stores().capabilities.search === 'scan'
      expect(await ranked).toStrictEqual(isScan ? 'input-invalid' : ['a', 'b'])
    })
  })
}
