import { expect, test } from 'vitest'
import { catalogues } from './languages.ts'
import { firstSentence, inOneParagraph } from './sentences.ts'
import { createText, englishText } from './text.ts'

test('sentences of one paragraph are joined as the language joins them', async () => {
  const chinese = createText(await catalogues['zh-CN'](), 'zh-CN')
  const german = createText(await catalogues.de(), 'de')
  expect(inOneParagraph(englishText, ['One.', 'Two.', 'Three.'])).toBe('One. Two. Three.')
  expect(inOneParagraph(german, ['Eins.', 'Zwei.'])).toBe('Eins. Zwei.')
  expect(inOneParagraph(chinese, ['第一句。', '第二句。', '第三句。'])).toBe('第一句。第二句。第三句。')
})

test('what is not said leaves no gap, and what is said is no pattern', () => {
  expect(inOneParagraph(englishText, [undefined, 'One {after}.', '', false, '$& two.'])).toBe(
    'One {after}. $& two.',
  )
  expect(inOneParagraph(englishText, [undefined, false, ''])).toBe('')
})

test.each([
  ['The key was refused. Check it.', ['The key was refused', 'Check it.']],
  ['Nothing came in 3.5 s from api.example.com.', ['Nothing came in 3.5 s from api.example.com', '']],
  ['密钥被拒绝。请检查密钥。', ['密钥被拒绝', '请检查密钥。']],
  ['没有这个模型。', ['没有这个模型', '']],
  ['Wer fragt? Niemand.', ['Wer fragt?', 'Niemand.']],
])('the first sentence of %j', (paragraph, parts) => {
  expect(firstSentence(paragraph)).toEqual(parts)
})
