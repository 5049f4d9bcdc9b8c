import { expect, test } from 'vitest'
import { failureCodes } from '../failure.ts'
import { en } from './en/index.ts'
import { createText, englishText } from './text.ts'

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
  const catalogue = { 'calls.several.one': '{count} Ding', 'calls.several.other': '{count} Dinge' }
  const german = createText(catalogue, 'de')
  expect(german('calls.several', { count: 1 })).toBe('1 Ding')
  expect(german('calls.several', { count: 1234 })).toBe('1.234 Dinge')
  // What nobody has translated is said in English.
  expect(german('window.new-chat')).toBe('New chat')
})

test('no sentence shouts', () => {
  // What the demo model says is an answer, not the product's voice.
  const own = Object.entries(en).filter(([key]) => !key.startsWith('demo.'))
  for (const [key, sentence] of own) expect(sentence, key).not.toContain('!')
})
