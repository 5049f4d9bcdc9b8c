import { calculator } from './calculator.ts'
import { createCurrentTime } from './current-time.ts'
import type { Tool } from './define-tool.ts'

/** The tools that come with Parley. */
export function builtInTools(now: () => number): readonly Tool[] {
  return [calculator, createCurrentTime(now)]
}
