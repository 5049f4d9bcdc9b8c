/** A calculation as a tree. */
export type Expression =
  | { readonly type: 'number'; readonly value: number }
  | {
      readonly type: 'operation'
      readonly operator: Operator
      readonly a: Expression
      readonly b: Expression
    }

export type Operator = '+' | '-' | '*' | '/'

/** A calculation that was found in a text, with the way people write it. */
export interface Calculation {
  readonly expression: Expression
  readonly written: string
}

const number = String.raw`\d+(?:\.\d+)?`
const spelled: readonly (readonly [RegExp, string])[] = [
  [/(\d),(?=\d{3}\b)/g, '$1'],
  [new RegExp(String.raw`(${number}) ?(?:%|percent) (?:of|von) (${number})`, 'gi'), '($1 / 100) * $2'],
  [new RegExp(String.raw`(${number}) ?的 ?(${number}) ?%`, 'g'), '($2 / 100) * $1'],
  [new RegExp(String.raw`\badd (-?${number}) (?:and|to) (-?${number})`, 'gi'), '$1 + $2'],
  [new RegExp(String.raw`\b(?:the )?sum of (-?${number}) and (-?${number})`, 'gi'), '$1 + $2'],
  [new RegExp(String.raw`\b(?:the )?product of (-?${number}) and (-?${number})`, 'gi'), '$1 * $2'],
  [new RegExp(String.raw`\bsubtract (-?${number}) from (-?${number})`, 'gi'), '$2 - $1'],
  [new RegExp(String.raw`\bmultiply (-?${number}) (?:by|and|with) (-?${number})`, 'gi'), '$1 * $2'],
  [new RegExp(String.raw`\bdivide (-?${number}) by (-?${number})`, 'gi'), '$1 / $2'],
  [/\bmultiplied (?:by|with)\b|\btimes\b/gi, '*'],
  [/\bdivided by\b/gi, '/'],
  [/\bplus\b/gi, '+'],
  [/\bminus\b/gi, '-'],
  [/×|·|(?<=[\d)] ?)x(?= ?[\d(])/gi, '*'],
  [/[÷:](?= ?\d)(?<=[\d)] ?[÷:])/g, '/'],
  [/[−–](?= ?[\d(])/g, '-'],
]

// Dates, times of day and versions look like calculations and are none.
const otherFigures = /\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}:\d{2}(?::\d{2})?\b|\b\d+\.\d+\.\d+\b/g
const candidate = /[-(\s]*\d[\d.]*[\s)]*(?:[-+*/][-(\s]*\d[\d.]*[\s)]*)+/g

/** Finds the calculations in a text, in the order in which they stand there. */
export function findCalculations(text: string): readonly Calculation[] {
  const figures = text.replaceAll(otherFigures, ' , ')
  const plain = spelled.reduce((rest, [pattern, instead]) => rest.replaceAll(pattern, instead), figures)
  return [...plain.matchAll(candidate)].flatMap(([found]) => {
    const expression = parse(found)
    return expression?.type === 'operation' ? [{ expression, written: write(expression) }] : []
  })
}

const signs: Readonly<Record<Operator, string>> = { '+': '+', '-': '−', '*': '×', '/': '÷' }

/** An expression with the signs of a schoolbook and no more brackets than it needs. */
export function write(expression: Expression): string {
  if (expression.type === 'number') return String(expression.value)
  const { operator, a, b } = expression
  const strong = operator === '*' || operator === '/'
  const left = strong && isSum(a) ? `(${write(a)})` : write(a)
  const grouped = b.type === 'operation' && (operator === '/' || (operator !== '+' && isSum(b)))
  return `${left} ${signs[operator]} ${grouped ? `(${write(b)})` : write(b)}`
}

function isSum(expression: Expression): boolean {
  return expression.type === 'operation' && (expression.operator === '+' || expression.operator === '-')
}

function parse(text: string): Expression | undefined {
  const tokens = text.match(/\d+(?:\.\d+)?|[-+*/()]/g) ?? []
  let position = 0
  const chain = (operators: readonly Operator[], operand: () => Expression | undefined) => {
    let left = operand()
    for (;;) {
      const operator = operators.find((each) => each === tokens[position])
      if (!left || !operator) return left
      position += 1
      const right = operand()
      left = right && { type: 'operation', operator, a: left, b: right }
    }
  }
  const sum = (): Expression | undefined => chain(['+', '-'], product)
  const product = (): Expression | undefined => chain(['*', '/'], factor)
  const factor = (): Expression | undefined => {
    const token = tokens[position++]
    if (token === '-') return negative(factor())
    if (token !== '(') return /^\d/.test(token ?? '') ? { type: 'number', value: Number(token) } : undefined
    const inner = sum()
    return tokens[position++] === ')' ? inner : undefined
  }
  const whole = sum()
  // A bracket of the sentence may have been caught at the end.
  return tokens.slice(position).every((token) => token === ')') ? whole : undefined
}

function negative(operand: Expression | undefined): Expression | undefined {
  if (operand?.type === 'number') return { type: 'number', value: -operand.value }
  return operand && { type: 'operation', operator: '*', a: { type: 'number', value: -1 }, b: operand }
}
