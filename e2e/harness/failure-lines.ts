import { KILLED_MARK } from './child.ts'

const FAILURES = [/uncaught/i, /UnhandledPromiseRejection/i]

/** The lines of an app's output that no healthy run has, except the expected ones. */
export function failureLines(output: string, expected: readonly RegExp[]): string[] {
  const lines = output.split('\n').filter(isFailure)
  return lines.filter((line) => !expected.some((pattern) => pattern.test(line)))
}

function isFailure(line: string): boolean {
  return line.includes(KILLED_MARK) || FAILURES.some((pattern) => pattern.test(line))
}
