import { expect, test } from 'vitest'
import { failureCodes } from '../failure.ts'
import { en } from './en/index.ts'
import { createText, englishText, type Catalogue } from './text.ts'

test('every failure has a sentence of its own', () => {
  const sentences = failureCodes.map((code) => englishText(`failure.${code}`))
  for (const [index, sentence] of sentences.entries())
    expect(sentence, failureCodes[index]).not.toMatch(/^failure\./)
  expect(new Set(sentences).size).toBe(failureCodes.length)
})

test('holes are filled, and one without a value stays visible', () => {
  expect(englishText('failure.tool-unknown', { tool: 'x' })).toBe('There is no tool "x".')
  expect(englishText('failure.tool-unknown')).toContain('{tool}')
})

test('a value is never read as a hole or a pattern', () => {
  expect(englishText('failure.tool-failed', { tool: '{detail}', detail: '$& {tool}' })).toBe(
    '{detail} failed: $& {tool}',
  )
})

test('plurals and digits follow the language', () => {
  const catalogue = { ...en, 'n.one': '{count} Ding', 'n.other': '{count} Dinge' } as Catalogue
  const german = createText(catalogue, 'de')
  const say = german as (key: string, params: Record<string, number>) => string
  expect(say('n', { count: 1 })).toBe('1 Ding')
  expect(say('n', { count: 1234 })).toBe('1.234 Dinge')
})

test('no sentence shouts', () => {
  // What the demo model says is an answer, not the product's voice.
  const own = Object.entries(en).filter(([key]) => !key.startsWith('demo.'))
  for (const [key, sentence] of own) expect(sentence, key).not.toContain('!')
})
