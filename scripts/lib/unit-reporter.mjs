import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { inRoot, root } from './project.mjs'

/** Where the last run is told of. */
export const unitFile = inRoot('test-results', 'unit.json')

/**
 * Writes how a run of Vitest went, as the counts and failures that `npm test` adds up. Its own JSON reporter leaves out
 * the errors that belong to no test.
 */
export default class UnitReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly { message?: string }[]} strayErrors
   */
  onTestRunEnd(modules, strayErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const ofState = (state) => tests.filter((test) => test.result().state === state)
    const failures = [
      ...modules.flatMap((module) => module.errors().map((error) => failureOf(nameOf(module), error))),
      ...ofState('failed').map((test) =>
        failureOf(`${nameOf(test.module)} › ${test.fullName}`, test.result().errors?.[0]),
      ),
      ...strayErrors.map((error) => failureOf('outside any test', error)),
    ]
    const report = { passed: ofState('passed').length, skipped: ofState('skipped').length, failures }
    writeFileSync(unitFile, JSON.stringify(report))
  }
}

function nameOf({ project, moduleId }) {
  return `${project.name} › ${relative(root, moduleId)}`
}

function failureOf(name, error) {
  return { name, message: String(error?.message ?? error ?? 'no reason given') }
}
