import { expect, test } from 'vitest'
import { snippetOf } from './snippet.ts'

const wordsOf = (text: string, ...terms: string[]) =>
  snippetOf(text, terms)
    .map(({ text: words, hit }) => (hit ? `[${words}]` : words))
    .join('')

test.each([
  ['A plain sentence.', ['plain'], 'A [plain] sentence.'],
  ['Nothing of it.', ['absent'], 'Nothing of it.'],
  ['', ['word'], ''],
  ['Zürich und zurich', ['zurich'], '[Zürich] und [zurich]'],
  ['Zu\u0308rich', ['zurich'], '[Zu\u0308rich]'],
  ['eﬃcient', ['ffi'], 'e[ﬃ]cient'],
  ['one\n\n two', ['two', 'one'], '[one] [two]'],
  ['日本語の文章', ['語の'], '日本[語の]文章'],
  ['The **fuel** `rate` of ~~last~~ week', ['fuel', 'rate'], 'The [fuel] [rate] of last week'],
  ['## Rates\n\n> See [the **fuel** table](https://rates.example)', ['fuel'], 'Rates See the [fuel] table'],
  ['See [the table](https://rates.example/fuel)', ['fuel'], 'See the table](https://rates.example/[fuel])'],
  ['2 ** 3 in __init__, `**kwargs`', ['init'], '2 ** 3 in __[init]__, kwargs'],
  ['Write **bold** with **', ['**bold'], 'Write [**bold] with **'],
])('marks what was looked for: %j', (text, terms, shown) => {
  expect(wordsOf(text, ...terms)).toBe(shown)
})

test('a long text is cut at a word, with room around the first match', () => {
  const text = `${'before '.repeat(30)}match ${'after '.repeat(60)}`
  const shown = wordsOf(text, 'match')
  expect(shown).toMatch(/^… before (?:before )+\[match\] after .+ …$/)
  expect(shown.length).toBeLessThan(260)
})

// What is looked at together ends every 20,000 units; a match may lie on such an end.
test.each([0, 19_990, 19_998, 20_000, 39_999, 400_000])(
  'DU-22 finds a match %i units into a long text',
  (place) => {
    const text = `${'ab🎌 '.repeat(place).slice(0, place)}Zürich ist hier.${' und so fort'.repeat(50_000)}`
    expect(wordsOf(text, 'zurich')).toContain('[Zürich] ist hier.')
  },
)
