import { join } from 'node:path'
import { expect, test } from 'vitest'
import { messageIdOf } from '../../../contract/id.ts'
import { mostSearched, searchQuerySchema } from '../../../contract/search.ts'
import { temporaryFolder } from '../../config/testing/temporary-folder.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import { messageOf, runOf, sessionOf } from '../../core/testing/store-fixture.ts'
import { openSqliteStore } from './open.ts'

const hundredMegabytes = 100_000_000

test(
  'DU-22 one message of 100 MB is stored whole, and found by what it begins with',
  { timeout: 120_000 },
  async () => {
    const store = await openSqliteStore({ path: join(temporaryFolder(), 'parley.sqlite'), log: silentLog })
    const words = Array.from({ length: 5_003 }, (_, index) => `word${(index * 7_919) % 5_003}`).join(' ')
    const text = `needle ${words.repeat(Math.ceil(hundredMegabytes / words.length))}`.slice(
      0,
      hundredMegabytes,
    )
    await store.sessions.create(sessionOf('s1'))
    const message = messageOf('m1', null, { parts: [{ type: 'text', text }] })
    await store.log.commit({
      run: runOf('r1'),
      events: [],
      calls: [],
      messages: [message],
      session: { leafId: message.id, updatedAt: 2000 },
      durable: true,
    })
    const [kept] = await store.messages.path(messageIdOf('m1'), 50)
    const [part] = kept?.parts ?? []
    expect(part?.type === 'text' && part.text === text).toBe(true)
    const find = async (query: string) =>
      (await store.search.search(searchQuerySchema.parse({ text: query }))).hits
    expect(await find('needle')).toMatchObject([
      { messageId: 'm1', snippet: [{ text: 'needle', hit: true }, {}, {}] },
    ])
    expect(await find('word4711')).toHaveLength(text.indexOf('word4711') < mostSearched ? 1 : 0)
    expect(await find('absent')).toEqual([])
    await store.close()
  },
)
