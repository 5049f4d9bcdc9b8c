// What the test runners wrote of themselves, as counts that can be added up.
import { existsSync, readFileSync } from 'node:fs'
import { unitFile } from './unit-reporter.mjs'

/** @typedef {{ name: string, message: string }} TestFailure */
/** @typedef {{ passed: number, skipped: number, failures: TestFailure[], notes?: readonly string[] }} Counts */

/** Vitest's counts after it ended with `code`. @param {number} code @returns {Counts} */
export function countsOfUnit(code) {
  return withExitCode('Vitest', readReport(unitFile), code)
}

/** Playwright's counts by its JSON report. @param {string} file @param {number} code @returns {Counts} */
export function countsOfEnd(file, code) {
  return withExitCode('Playwright', readReport(file, readEnd), code)
}

/** The first lines of a message, set off from what is around them. @param {string} message */
export function indented(message) {
  return message
    .split('\n')
    .slice(0, 12)
    .map((line) => `    ${line}`)
    .join('\n')
}

// A file that never ran is in no count: the runner tells of it by its exit code alone.
function withExitCode(runner, counts, code) {
  if (code === 0 || counts.failures.length > 0) return counts
  return { ...counts, failures: [{ name: runner, message: `ended with code ${code}; see its output above` }] }
}

// A runner that dies before it writes its report has failed, whatever it ran before.
function readReport(file, countsOf = (report) => report) {
  if (existsSync(file)) return countsOf(JSON.parse(readFileSync(file, 'utf8')))
  return { passed: 0, skipped: 0, failures: [{ name: file, message: 'was not written' }] }
}

function readEnd({ stats, errors, suites }) {
  const specs = suites.flatMap(specsOf)
  const bad = specs.filter(({ tests }) => tests.some(isBad))
  const annotations = specs.flatMap(({ tests }) => tests.flatMap((test) => test.annotations ?? []))
  const notes = annotations
    .filter(({ type }) => type === 'not compared')
    .map(({ description }) => description)
  return {
    passed: stats.expected,
    skipped: stats.skipped,
    // What a test passed without, once for all tests that say the same.
    notes: [...new Set(notes)],
    failures: [
      ...errors.map(({ message }) => ({ name: 'Playwright', message: String(message) })),
      ...bad.map(({ file, title, tests }) => ({
        name: `${tests.find(isBad).projectName} › ${file} › ${title}`,
        message:
          tests.flatMap(({ results }) => results).find(({ error }) => error)?.error.message ??
          'no reason given',
      })),
    ],
  }
}

// A test that passed only when it was tried again has failed.
function isBad({ status }) {
  return status === 'unexpected' || status === 'flaky'
}

function specsOf({ file, title, specs = [], suites = [] }) {
  return [...specs.map((spec) => ({ ...spec, file: spec.file ?? file ?? title })), ...suites.flatMap(specsOf)]
}
