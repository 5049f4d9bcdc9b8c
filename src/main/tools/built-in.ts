import { calculate } from './calculate.ts'
import { calculator } from './calculator.ts'
import { createClockTools } from './current-time.ts'
import type { Tool } from './define-tool.ts'

/** The tools that come with Parley. */
export function builtInTools(now: () => number): readonly Tool[] {
  return [calculator, calculate, ...createClockTools(now)]
}
