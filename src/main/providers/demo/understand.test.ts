import { describe, expect, test } from 'vitest'
import { de as german } from '../../../contract/language/de/index.ts'
import { zhCn as chinese } from '../../../contract/language/zh-cn/index.ts'
import { findCalculations } from './arithmetic.ts'
import { understand } from './understand.ts'

describe('finds calculations', () => {
  test.each([
    ['What is 15 * 25?', ['15 × 25']],
    ['12 + 7', ['12 + 7']],
    ['(3+4)*2', ['(3 + 4) × 2']],
    ['2 + 3 * 4 - 1', ['2 + 3 × 4 − 1']],
    ['10 - (4 - 3)', ['10 − (4 − 3)']],
    ['8 / (2 / 2)', ['8 ÷ (2 ÷ 2)']],
    ['-3 + 5', ['-3 + 5']],
    ['3 x 4 and 5 × 6', ['3 × 4', '5 × 6']],
    ['what is seven', []],
    ['12 plus 7', ['12 + 7']],
    ['12 minus 7 times 2', ['12 − 7 × 2']],
    ['100 divided by 8', ['100 ÷ 8']],
    ['9 multiplied by 9', ['9 × 9']],
    ['add 3 and 4', ['3 + 4']],
    ['subtract 3 from 10', ['10 − 3']],
    ['multiply 6 by 7', ['6 × 7']],
    ['15% of 80', ['15 ÷ 100 × 80']],
    ['1,250 + 1,000.5', ['1250 + 1000.5']],
    ['What is (1 + 2)?', ['1 + 2']],
    ['It was on 2026-11-20 at 10:30, version 1.2.3', []],
    ['I am 42', []],
  ])('%s', (text, written) => {
    expect(findCalculations(text).map((found) => found.written)).toEqual(written)
  })
})

function time(name: string, timezone: string): object {
  return { type: 'time', place: { name, timezone } }
}

describe('understands', () => {
  test.each([
    ['Hello!', [{ type: 'greeting' }]],
    ['hi there', [{ type: 'greeting' }]],
    ['Thank you', [{ type: 'thanks' }]],
    ['What is Parley?', [{ type: 'about' }]],
    ['Who are you?', [{ type: 'about' }]],
    ['What can you do?', [{ type: 'abilities' }]],
    ['Show me Markdown', [{ type: 'markdown' }]],
    ['show me a table please', [{ type: 'markdown' }]],
    ['What time is it in Tokyo?', [time('Tokyo', 'Asia/Tokyo')]],
    ['current time UTC', [time('UTC', 'UTC')]],
    [
      'time in new york and são paulo',
      [time('New York', 'America/New_York'), time('São Paulo', 'America/Sao_Paulo')],
    ],
    ['What time is it in Asia/Kolkata?', [time('Kolkata', 'Asia/Kolkata')]],
    ['What time is it?', [{ type: 'time' }]],
    ['Search the files for notice period', [{ type: 'search', query: 'notice period' }]],
    ['Find the notice period in my document.', [{ type: 'search', query: 'the notice period' }]],
    ['Suche in den Dateien nach der Frist', [{ type: 'search', query: 'der Frist' }]],
    ['在附件中搜索通知期限', [{ type: 'search', query: '通知期限' }]],
    ['Search the files', []],
    ['Three times I went to Paris', []],
    ['Write a poem about the sea', []],
  ])('%s', (text, intents) => {
    expect(understand(text)).toEqual(intents)
  })

  test('the examples of a window that speaks German', () => {
    expect(understand(german['transcript.empty.example-1'])).toEqual([
      time('Tokio', 'Asia/Tokyo'),
      time('New York', 'America/New_York'),
    ])
    const calculations = findCalculations(german['transcript.empty.example-2'])
    expect(calculations.map(({ written }) => written)).toEqual(['12 × 19', '15 ÷ 100 × 240'])
    expect(understand(german['transcript.empty.example-3'])).toEqual([{ type: 'markdown' }])
  })

  test('the examples of a window that speaks Chinese', () => {
    expect(understand(chinese['transcript.empty.example-1'])).toEqual([
      time('东京', 'Asia/Tokyo'),
      time('纽约', 'America/New_York'),
    ])
    const calculations = findCalculations(chinese['transcript.empty.example-2'])
    expect(calculations.map(({ written }) => written)).toEqual(['12 × 19', '15 ÷ 100 × 240'])
    expect(understand(chinese['transcript.empty.example-3'])).toEqual([{ type: 'markdown' }])
  })

  test('several things at once, in the order of the answer', () => {
    const asked = understand('Hi! What is 15 * 25 and what time is it in Tokyo?')
    expect(asked.map(({ type }) => type)).toEqual(['calculation', 'time'])
  })
})
