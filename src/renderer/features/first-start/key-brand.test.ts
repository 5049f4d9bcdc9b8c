import { expect, test } from 'vitest'
import { brandOfKey } from './key-brand.ts'

test('a key is recognised by how it begins', () => {
  expect(brandOfKey(' sk-ant-api03-x')).toBe('anthropic')
  expect(brandOfKey('sk-proj-x')).toBe('openai')
  expect(brandOfKey('sk-or-v1-x')).toBe('openrouter')
  expect(brandOfKey('something')).toBeUndefined()
  expect(brandOfKey('')).toBeUndefined()
})
