import type { MathNode } from 'mathjs/number'

/** Letters of an expression. The reader of expressions calls itself, so this bounds its depth as well. */
export const longestExpression = 500

/** A double holds no factorial beyond this one. */
const largestFactorial = 170

// Loaded with the first expression: that takes longer than all of Parley's own start.
let reader: Promise<(text: string) => MathNode> | undefined

async function loadReader() {
  const { create, parseDependencies } = await import('mathjs/number')
  const { parse } = create({ ...parseDependencies })
  return (text: string) => parse(text)
}

interface Form {
  readonly least: number
  readonly most: number
  readonly of: (...values: number[]) => number
}

const ofOne = (of: (value: number) => number): Form => ({ least: 1, most: 1, of: (value = 0) => of(value) })
const ofTwo = (of: (a: number, b: number) => number): Form => ({
  least: 2,
  most: 2,
  of: (a = 0, b = 0) => of(a, b),
})
const ofMany = (of: (...values: number[]) => number): Form => ({ least: 1, most: 100, of })

const constants: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['π', Math.PI],
  ['tau', 2 * Math.PI],
  ['e', Math.E],
  ['phi', (1 + Math.sqrt(5)) / 2],
])

const operators: ReadonlyMap<string, Form> = new Map([
  ['add', ofTwo((a, b) => a + b)],
  ['subtract', ofTwo((a, b) => a - b)],
  ['multiply', ofTwo((a, b) => a * b)],
  ['divide', ofTwo(divided)],
  ['pow', ofTwo((a, b) => a ** b)],
  ['mod', ofTwo(remainder)],
  ['unaryMinus', ofOne((value) => -value)],
  ['unaryPlus', ofOne((value) => value)],
  ['factorial', ofOne(factorial)],
])

const functions: ReadonlyMap<string, Form> = new Map([
  ['abs', ofOne(Math.abs)],
  ['sqrt', ofOne(Math.sqrt)],
  ['cbrt', ofOne(Math.cbrt)],
  ['exp', ofOne(Math.exp)],
  ['ln', ofOne(Math.log)],
  ['log', { least: 1, most: 2, of: (value = 0, base = Math.E) => Math.log(value) / Math.log(base) }],
  ['log10', ofOne(Math.log10)],
  ['log2', ofOne(Math.log2)],
  ['sin', ofOne(Math.sin)],
  ['cos', ofOne(Math.cos)],
  ['tan', ofOne(Math.tan)],
  ['asin', ofOne(Math.asin)],
  ['acos', ofOne(Math.acos)],
  ['atan', ofOne(Math.atan)],
  ['atan2', ofTwo(Math.atan2)],
  ['sinh', ofOne(Math.sinh)],
  ['cosh', ofOne(Math.cosh)],
  ['tanh', ofOne(Math.tanh)],
  ['floor', ofOne(Math.floor)],
  ['ceil', ofOne(Math.ceil)],
  ['trunc', ofOne(Math.trunc)],
  ['sign', ofOne(Math.sign)],
  ['round', { least: 1, most: 2, of: (value = 0, digits = 0) => rounded(value, digits) }],
  ['pow', ofTwo((a, b) => a ** b)],
  ['mod', ofTwo(remainder)],
  ['factorial', ofOne(factorial)],
  ['min', ofMany(Math.min)],
  ['max', ofMany(Math.max)],
  ['sum', ofMany((...values) => values.reduce((total, value) => total + value, 0))],
  ['mean', ofMany((...values) => values.reduce((total, value) => total + value, 0) / values.length)],
])

/**
 * The value of an expression of numbers, such as `2 * (3 + 4)^2`. A library reads it; what was read is walked here over
 * closed lists of operators and functions, so that nothing is evaluated as a program and nothing grows. Rejects with an Error
 * whose message says what to write instead.
 */
export async function evaluateExpression(expression: string): Promise<number> {
  const text = expression.trim()
  if (text === '') throw new Error('the expression is empty; write one such as 2 * (3 + 4)')
  if (text.length > longestExpression)
    throw new Error(`the expression is longer than ${longestExpression} letters; split it`)
  const value = valueOf(await readExpression(text.replaceAll('−', '-')))
  if (Number.isNaN(value)) throw new Error('the result is not a real number')
  if (!Number.isFinite(value)) throw new Error('the result is too large for a number')
  return Number(value.toPrecision(15))
}

async function readExpression(text: string): Promise<MathNode> {
  reader ??= loadReader()
  const parse = await reader
  try {
    return parse(text)
  } catch (error) {
    const detail = error instanceof Error ? error.message : ''
    throw new Error(`the expression cannot be read (${detail}); write numbers as 1234.5`, { cause: error })
  }
}

// Nodes come from a library with a class for each kind; the kind is told by its name.
interface Parts {
  readonly type: string
  readonly value?: unknown
  readonly name?: string
  readonly content?: MathNode
  readonly args?: readonly MathNode[]
  readonly fn?: unknown
}

function valueOf(node: MathNode): number {
  const { type, value, name = '', content, args = [], fn }: Parts = node
  if (type === 'ConstantNode' && typeof value === 'number') return value
  if (type === 'ParenthesisNode' && content) return valueOf(content)
  if (type === 'SymbolNode') return constantOf(name)
  if (type === 'OperatorNode') return applied(operators.get(String(fn)), String(fn), args)
  if (type === 'FunctionNode') return applied(functions.get(name), name, args)
  throw new Error('only numbers, + - * / ^ % !, parentheses, constants and functions can be used')
}

function constantOf(name: string): number {
  const value = constants.get(name)
  if (value === undefined)
    throw new Error(`"${name}" is not known; the constants are ${[...constants.keys()].join(', ')}`)
  return value
}

function applied(form: Form | undefined, name: string, args: readonly MathNode[]): number {
  if (!form) throw new Error(`"${name}" is not known; the functions are ${[...functions.keys()].join(', ')}`)
  const { least, most, of } = form
  if (args.length < least || args.length > most)
    throw new Error(`${name} takes ${least === most ? least : `${least} to ${most}`} numbers`)
  return of(...args.map(valueOf))
}

function divided(a: number, b: number): number {
  if (b === 0) throw new Error('division by zero is not defined; choose another divisor')
  return a / b
}

// As in mathematics, with the sign of the divisor.
function remainder(a: number, b: number): number {
  return a - b * Math.floor(divided(a, b))
}

function factorial(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > largestFactorial)
    throw new Error(`a factorial is defined here for whole numbers from 0 to ${largestFactorial}`)
  let product = 1
  for (let factor = 2; factor <= value; factor += 1) product *= factor
  return product
}

function rounded(value: number, digits: number): number {
  if (!Number.isInteger(digits) || digits < 0 || digits > 15)
    throw new Error('round takes 0 to 15 decimal places')
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + digits}`))
  return Number(`${shifted}e-${digits}`)
}
