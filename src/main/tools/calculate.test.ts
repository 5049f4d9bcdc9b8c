import { expect, test } from 'vitest'
import { callOf } from '../core/testing/tool-call.ts'
import { calculate } from './calculate.ts'
import { calculator } from './calculator.ts'
import { createToolRegistry } from './tool-registry.ts'

const source = createToolRegistry([calculate, calculator])
const options = { signal: new AbortController().signal, onProgress: () => undefined }
const ask = async (expression: string, tool = 'calculate') =>
  JSON.parse(await source.call(callOf(tool, JSON.stringify({ expression })), options))

test.each([
  ['15 * 25', 375],
  ['2 + 3 * (4 - 1) ^ 2', 29],
  ['0.1 + 0.2', 0.3],
  ['-2 ^ 2', -4],
  ['2 ^ 3 ^ 2', 512],
  ['7 mod 3 + -7 % 3', 3],
  ['50% * 8', 4],
  ['5! / 3!', 20],
  ['sqrt(16) + cbrt(27)', 7],
  ['sin(pi / 2) + cos(0)', 2],
  ['log10(1000) + log2(8) + ln(e) + log(8, 2)', 10],
  ['round(2.345, 2)', 2.35],
  ['max(1, 2, 3) - min(4, 5) + mean(1, 2, 3) + sum(1, 1)', 3],
  ['2 pi / tau', 1],
  ['1e3 + 0x10', 1016],
])('S3-20 calculate %s gives %d', async (expression, result) => {
  expect(await ask(expression)).toEqual({ expression, result })
})

test.each([
  ['1 / 0', 'division by zero'],
  ['sqrt(-1)', 'not a real number'],
  ['10 ^ 400', 'too large'],
  ['171!', '0 to 170'],
  ['2 +', 'cannot be read'],
  ['1,000 * 2', 'write numbers as 1234.5'],
  ['mystery + 1', 'the constants are pi'],
  ['mystery(1)', 'the functions are abs'],
  ['sqrt(1, 2)', 'takes 1 numbers'],
])('S3-20 calculate %s says what is wrong', async (expression, sentence) => {
  await expect(ask(expression)).rejects.toThrow(sentence)
})

test.each([
  'constructor',
  'toString()',
  'pi.constructor',
  'sqrt.constructor("return process")()',
  'import("fs")',
  'createUnit("x")',
  'f(x) = x',
  'a = 3',
  '[1, 2; 3, 4]',
  'ones(100000, 100000)',
  '1:1000000000',
  '{a: 1}',
  '"text"',
  '1; 2',
  'true and false',
  '2 > 1 ? 3 : 4',
  '9007199254740993 & 1',
  '('.repeat(250) + '1' + ')'.repeat(249),
  '1'.repeat(501),
])('S3-20 nothing but numbers is calculated: %s', async (expression) => {
  await expect(ask(expression)).rejects.toMatchObject({
    failure: { code: expect.stringMatching(/^tool-(failed|arguments-invalid)$/) },
  })
})

test('S4-14 calculator takes an expression as well as two numbers', async () => {
  expect(await ask('6 * 7', 'calculator')).toEqual({ expression: '6 * 7', result: 42 })
  const pair = await source.call(callOf('calculator', '{"operation":"add","a":1,"b":2}'), options)
  expect(JSON.parse(pair)).toMatchObject({ operation: 'add', result: 3 })
})
