// npm test: everything that proves Parley, from a fresh clone. The last line counts what passed.
import { mkdirSync, rmSync } from 'node:fs'
import { ensureBuilt } from './lib/build.mjs'
import { runChild } from './lib/child.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot, pinnedNode, runScript } from './lib/project.mjs'
import { ensureServices } from './lib/services.mjs'
import { countsOfEnd, countsOfUnit, indented } from './lib/reports.mjs'
import { checkSteps, runSteps } from './lib/steps.mjs'

const say = (line) => console.log(line)
const results = inRoot('test-results')
/** @type {import('./lib/reports.mjs').Counts & { notes: string[] }} */
const total = { passed: 0, skipped: 0, failures: [], notes: [] }

await runScript(async () => {
  await ensureInstalled(say)
  const missing = await ensureServices(say)
  if (missing.length > 0 && process.env['CI']) {
    say(`Missing: ${missing.join(', ')}. With CI set that is a failure.`)
    add({ passed: 0, skipped: 0, failures: missing.map((name) => ({ name, message: 'is missing' })) })
  }
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })

  say('\nCheck')
  const failedChecks = await runSteps(checkSteps)
  add({
    passed: checkSteps.length - failedChecks.length,
    skipped: 0,
    failures: failedChecks.map((name) => ({ name: `check › ${name}`, message: 'see its output above' })),
  })

  await ensureBuilt(say)
  say('\nUnit, conformance and component tests')
  const projects = missing.includes('Chromium') ? ['--project', 'node'] : []
  const reporters = ['--reporter=default', `--reporter=${inRoot('scripts', 'lib', 'unit-reporter.mjs')}`]
  const unitCode = await runTool('vitest/vitest.mjs', ['run', ...projects, ...reporters])
  add(countsOfUnit(unitCode))

  say('\nEnd to end')
  if (missing.includes('Chromium')) {
    say('Skipped: there is no Chromium.')
    total.skipped += 1
  } else {
    const endFile = inRoot('test-results', 'e2e.json')
    const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: endFile }
    const endCode = await runTool('@playwright/test/cli.js', ['test', '--reporter=list,json'], env)
    add(countsOfEnd(endFile, endCode))
  }
  if (missing.length > 0) say(`\nNot tested for want of a service: ${missing.join(', ')}.`)
  for (const reason of total.notes) say(`\nThe screens were not compared with their pictures: ${reason}.`)
  // Again at the end, because of a long output often only that is kept.
  for (const { name, message } of total.failures) say(`\nFAILED ${name}\n${indented(message)}`)
  say(`\n${total.passed} passed, ${total.failures.length} failed, ${total.skipped} skipped`)
  return total.failures.length === 0 && total.passed > 0 ? 0 : 1
})

async function runTool(path, args, env = process.env) {
  const node = pinnedNode()
  // Programs that start others by the name of node must get the pinned one too.
  const folder = node.slice(0, Math.max(node.lastIndexOf('/'), node.lastIndexOf('\\')))
  const separator = process.platform === 'win32' ? ';' : ':'
  const { code } = await runChild(node, [inRoot('node_modules', path), ...args], {
    env: {
      ...env,
      PATH: `${folder}${separator}${env['PATH'] ?? ''}`,
      // Hundreds of stores open a thread each, which would otherwise compile the same sources anew.
      NODE_COMPILE_CACHE: inRoot('node_modules', '.cache', 'compiled'),
    },
  })
  return code
}

function add({ passed, skipped, failures, notes = [] }) {
  total.passed += passed
  total.skipped += skipped
  total.failures.push(...failures)
  total.notes.push(...notes)
}
