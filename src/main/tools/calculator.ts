import { z } from 'zod'
import { assertNever } from '../../contract/assert-never.ts'
import { calculate as expressionTool } from './calculate.ts'
import { defineTool, type Tool } from './define-tool.ts'

const names: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
}

const input = z.object({
  operation: z
    .enum(['add', 'subtract', 'multiply', 'divide', '+', '-', '*', '/'])
    .describe('What to do with a and b.'),
  a: z.number().describe('The first number.'),
  b: z.number().describe('The second number.'),
})

const ofTwoNumbers = defineTool({
  name: 'calculator',
  description: 'Adds, subtracts, multiplies or divides two numbers. Use it for every calculation.',
  input,
  effect: 'read',
  run({ operation, a, b }) {
    return { operation: names[operation] ?? operation, a, b, result: tidy(calculate(operation, a, b)) }
  },
})

/**
 * Two numbers and an operation; exact for decimals that people write, such as 0.1 + 0.2. Programs know the name with an
 * `expression` too, which is taken though models are told of one form only.
 */
export const calculator: Tool = {
  ...ofTwoNumbers,
  parse: (given) => (hasExpression(given) ? expressionTool : ofTwoNumbers).parse(given),
}

function hasExpression(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'expression' in given && !('operation' in given)
}

function calculate(operation: z.infer<typeof input>['operation'], a: number, b: number): number {
  switch (operation) {
    case 'add':
    case '+':
      return a + b
    case 'subtract':
    case '-':
      return a - b
    case 'multiply':
    case '*':
      return a * b
    case 'divide':
    case '/':
      if (b === 0) throw new Error('division by zero is not defined; choose another divisor')
      return a / b
    default:
      return assertNever(operation)
  }
}

// Fifteen digits are what a double holds for certain: 0.1 + 0.2 then is 0.3.
function tidy(result: number): number {
  if (!Number.isFinite(result)) throw new Error('the result is too large for a number')
  return Number(result.toPrecision(15))
}
