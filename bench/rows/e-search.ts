import { searchQuerySchema, type SearchQuery } from '../../src/contract/search.ts'
import { openPair } from '../storage/bare.ts'
import { largeProfile } from '../storage/large-profile.ts'
import { wordOf } from '../storage/vocabulary.ts'
import { alternate, median } from '../stats.ts'
import { row, type Row } from '../table.ts'

const recent = {
  'rare word': wordOf(40_000),
  'mid word': wordOf(2000),
  'common word': wordOf(50),
  'very common word': wordOf(3),
  'words with few hits': `${wordOf(40_000)} ${wordOf(2000)}`,
  'two words': `${wordOf(500)} ${wordOf(900)}`,
  'a letter': wordOf(2000).slice(0, 1),
  prefix: wordOf(2000).slice(0, 5),
  'inside a word': wordOf(30_000).slice(1, 6),
}
const ranked = { 'common word': wordOf(50), 'very common word': wordOf(3) }

/** E3: the newest 20 of 1,000,000 messages with snippets, and the best 20, against a scan of all texts. */
export async function searchRows(): Promise<readonly Row[]> {
  const pair = await openPair(largeProfile(1_000_000))
  const { store, bare } = pair
  const like = bare.prepare(
    `select id from messages where parts like '%' || ? || '%' order by position desc limit 20`,
  )
  const search = (text: string, order: SearchQuery['order']) => ({
    name: `${order} ${text}`,
    run: async () => void (await store.search.search(searchQuerySchema.parse({ text, order }))),
  })
  const variants = [
    { name: 'scan', run: async () => void like.all(wordOf(49_999)) },
    ...Object.values(recent).map((text) => search(text, 'recent')),
    ...Object.values(ranked).map((text) => search(text, 'ranked')),
  ]
  const samples = await alternate(variants, 7, 2, false)
  await pair.close()
  const wall = (name: string) => median((samples.get(name) ?? []).map((sample) => sample.wall))
  const against = ['a scan of all texts', wall('scan'), 'ms'] as const
  return [
    ...Object.entries(recent).map(([what, text]) =>
      row(`E3 ${what}`, 'Parley, newest 20', wall(`recent ${text}`), ...against, 0.01),
    ),
    ...Object.entries(ranked).map(([what, text]) =>
      row(`E3 ${what}`, 'Parley, best 20', wall(`ranked ${text}`), ...against, 0.06),
    ),
  ]
}
