import { z } from 'zod'
import { defineTool } from './define-tool.ts'
import { evaluateExpression, longestExpression } from './expression.ts'

/** The value of an expression, with the expression. */
export const calculate = defineTool({
  name: 'calculate',
  description:
    'Calculates an expression with numbers, + - * / ^ % !, parentheses, constants (pi, e, tau, phi) and functions such as sqrt, log, sin (radians), round, min, max, mean.',
  input: z.object({
    expression: z
      .string()
      .min(1)
      .max(longestExpression)
      .describe('Such as 2 * (3 + 4)^2 or sqrt(2) / 3. Numbers are written as 1234.5.'),
  }),
  effect: 'read',
  run: async ({ expression }) => ({ expression, result: await evaluateExpression(expression) }),
})
