// npm test: everything that proves Parley, from a fresh clone. The last line counts what passed.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { ensureBuilt } from './lib/build.mjs'
import { runChild } from './lib/child.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot, pinnedNode, runScript } from './lib/project.mjs'
import { ensureServices } from './lib/services.mjs'
import { checkSteps, runSteps } from './lib/steps.mjs'

const say = (line) => console.log(line)
const results = inRoot('test-results')
const total = { passed: 0, failed: 0, skipped: 0 }

await runScript(async () => {
  await ensureInstalled(say)
  const missing = await ensureServices(say)
  if (missing.length > 0 && process.env['CI']) {
    say(`Missing: ${missing.join(', ')}. With CI set that is a failure.`)
    total.failed += missing.length
  }
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })

  say('\nCheck')
  const failedChecks = await runSteps(checkSteps)
  add({ passed: checkSteps.length - failedChecks.length, failed: failedChecks.length, skipped: 0 })

  await ensureBuilt(say)
  say('\nUnit, conformance and component tests')
  const unitFile = inRoot('test-results', 'unit.json')
  const projects = missing.includes('Chromium') ? ['--project', 'node'] : []
  const unitCode = await runTool('vitest/vitest.mjs', [
    'run',
    ...projects,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${unitFile}`,
  ])
  add(withExitCode(readUnit(unitFile), unitCode))

  say('\nEnd to end')
  if (missing.includes('Chromium')) {
    say('Skipped: there is no Chromium.')
    total.skipped += 1
  } else {
    const endFile = inRoot('test-results', 'e2e.json')
    const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: endFile }
    const endCode = await runTool('@playwright/test/cli.js', ['test', '--reporter=list,json'], env)
    add(withExitCode(readEnd(endFile), endCode))
  }
  if (missing.length > 0) say(`\nNot tested for want of a service: ${missing.join(', ')}.`)
  say(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  return total.failed === 0 && total.passed > 0 ? 0 : 1
})

async function runTool(path, args, env = process.env) {
  const node = pinnedNode()
  // Programs that start others by the name of node must get the pinned one too.
  const folder = node.slice(0, Math.max(node.lastIndexOf('/'), node.lastIndexOf('\\')))
  const separator = process.platform === 'win32' ? ';' : ':'
  const { code } = await runChild(node, [inRoot('node_modules', path), ...args], {
    env: { ...env, PATH: `${folder}${separator}${env['PATH'] ?? ''}` },
  })
  return code
}

function add(counts) {
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
}

// A file that never ran is in no count: the runner tells of it by its exit code alone.
function withExitCode(counts, code) {
  return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

// A runner that dies before it writes its report has failed, whatever it ran before.
function readUnit(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const failed = report.numFailedTests + report.testResults.filter(isBrokenFile).length
  const unhandled = report.success || failed > 0 ? 0 : 1
  return {
    passed: report.numPassedTests,
    failed: failed + unhandled,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function isBrokenFile(result) {
  return result.status === 'failed' && result.assertionResults.every(({ status }) => status !== 'failed')
}

function readEnd(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'))
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}
