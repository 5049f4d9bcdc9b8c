import { expect, test } from 'vitest'
import { longestPrompt, type Prompt } from '../../../contract/prompt.ts'
import { codeOf } from '../testing/code-of.ts'
import { fakeList } from '../testing/fake-list.ts'
import { createPrompts } from './prompts.ts'

test('a library goes out as a file and into another one, beside what has the same names', async () => {
  const mine = createPrompts(fakeList())
  await mine.save({ name: 'review', description: 'For code', text: 'Review {{what}}' })
  await mine.save({ name: 'translate', text: 'Translate' })
  const theirs = createPrompts(fakeList())
  await theirs.save({ name: 'Review', text: 'Another' })
  expect(await theirs.importText(mine.exportText())).toBe(2)
  expect(theirs.all().map(({ name, description, text }) => [name, description, text])).toStrictEqual([
    ['Review', undefined, 'Another'],
    ['review-2', 'For code', 'Review {{what}}'],
    ['translate', undefined, 'Translate'],
  ])
})

test.each([
  '',
  'no json',
  '[]',
  '{"version":2,"prompts":[]}',
  '{"version":1,"prompts":[{"name":"a b","text":"x"}]}',
])('the file %j is refused, and nothing of it is kept', async (text) => {
  const prompts = createPrompts(fakeList())
  expect(await codeOf(prompts.importText(text))).toBe('prompts-unreadable')
  expect(prompts.all()).toStrictEqual([])
})

test('no more prompts are kept than anybody can choose from', async () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({ name: `p${index}`, text: 'x' }))
  const prompts = createPrompts(fakeList<Prompt>())
  await prompts.importText(JSON.stringify({ version: 1, prompts: many }))
  expect(await codeOf(prompts.save({ name: 'one-more', text: 'x' }))).toBe('list-full')
  expect(prompts.all()).toHaveLength(1000)
})

test('a text that is too long is refused with both lengths', async () => {
  const prompts = createPrompts(fakeList())
  const text = 'x'.repeat(longestPrompt + 1)
  await expect(prompts.save({ name: 'long', text })).rejects.toMatchObject({
    failure: { code: 'text-too-long', params: { length: '100001', limit: '100000' } },
  })
})
