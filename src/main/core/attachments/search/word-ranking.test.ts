import { expect, test } from 'vitest'
import { rankByWords } from './word-ranking.ts'

const pause = async () => undefined
const bestOf = async (texts: readonly string[], question: string) => {
  const ranked = await rankByWords(texts, question, pause)
  return ranked.map(({ index }) => index)
}

test('AT-17 a rare word counts more than a common one, and texts without any are no hits', async () => {
  const texts = [
    'the contract and the rent',
    'the notice period is three months',
    'the rent is due',
    'nothing here',
  ]
  expect(await bestOf(texts, 'What is the notice period?')).toEqual([1, 2, 0])
  expect(await bestOf(texts, 'xylophone')).toEqual([])
})

test.each([
  ['endings of English', ['We terminated it.', 'Other words'], 'terminating'],
  ['endings of German', ['Die Kündigungsfristen sind lang.', 'Anderes'], 'kündigungsfrist'],
  ['case and accents', ['Le café est fermé', 'Autre chose'], 'CAFE'],
  ['Chinese', ['合同的通知期限为三个月', '租金每月支付'], '通知期'],
  ['numbers as they are', ['Invoice 20261', 'Invoice 20262'], '20261'],
])('AT-17 %s', async (_, texts, question) => {
  expect((await bestOf(texts, question))[0]).toBe(0)
  expect(await bestOf(texts, question)).not.toContain(1)
})

test('AT-17 between many texts others get their turn', async () => {
  let pauses = 0
  const texts = Array.from({ length: 1_000 }, (_, index) => `text ${index}`)
  await rankByWords(texts, 'text', async () => void (pauses += 1))
  expect(pauses).toBeGreaterThan(10)
})
