import { expect, test } from 'vitest'
import type { ToolSource } from '../core/ports/tool-source.ts'
import { callOf } from '../core/testing/tool-call.ts'
import { calculator } from './calculator.ts'
import { createToolRegistry } from './tool-registry.ts'

const source: ToolSource = createToolRegistry([calculator])
const options = { signal: new AbortController().signal, onProgress: () => undefined }
const calculate = async (input: object) =>
  JSON.parse(await source.call(callOf('calculator', JSON.stringify(input)), options))

test.each([
  ['add', 2, 3, 5],
  ['subtract', 2, 3, -1],
  ['multiply', 15, 25, 375],
  ['divide', 7, 2, 3.5],
])('S0-26 %s %d and %d gives %d with the question', async (operation, a, b, result) => {
  expect(await calculate({ operation, a, b })).toEqual({ operation, a, b, result })
})

test('S0-26 accepts signs and answers with the word', async () => {
  expect(await calculate({ operation: '*', a: 6, b: 7 })).toEqual({
    operation: 'multiply',
    a: 6,
    b: 7,
    result: 42,
  })
})

test('decimals come out as people write them', async () => {
  expect(await calculate({ operation: 'add', a: 0.1, b: 0.2 })).toMatchObject({ result: 0.3 })
})

test('division by zero, a result beyond numbers and a wrong type are told apart', async () => {
  await expect(calculate({ operation: 'divide', a: 1, b: 0 })).rejects.toThrow('division by zero')
  await expect(calculate({ operation: 'multiply', a: 1e308, b: 10 })).rejects.toThrow('too large')
  await expect(calculate({ operation: 'add', a: '1', b: 2 })).rejects.toMatchObject({
    failure: { code: 'tool-arguments-invalid' },
  })
})
