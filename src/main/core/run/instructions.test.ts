import { expect, test } from 'vitest'
import { withInstructions } from './instructions.ts'

const turn = (role: 'system' | 'user', text: string) => ({ role, parts: [{ type: 'text', text } as const] })

test('instructions are the first message, and one with a summary that is there already', () => {
  const question = turn('user', 'Question?')
  expect(withInstructions('List.', [question])).toEqual([turn('system', 'List.'), question])
  const before = [turn('system', 'Summary.'), question]
  expect(withInstructions('List.', before)).toEqual([turn('system', 'List.\n\nSummary.'), question])
  expect(before).toEqual([turn('system', 'Summary.'), question])
})
