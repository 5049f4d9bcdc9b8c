import { runChild } from './child.mjs'
import { inRoot, pinnedNode } from './project.mjs'

/** @typedef {{ name: string, command: readonly string[] }} Step */

/** The file that a package's program is, so that it can be run with the pinned Node. */
const tool = (...parts) => inRoot('node_modules', ...parts)

/** @type {readonly Step[]} */
export const checkSteps = [
  { name: 'format', command: [tool('oxfmt', 'bin', 'oxfmt'), '--check', '.'] },
  { name: 'lint', command: [tool('oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings', '.'] },
  ...['core', 'node', 'web', 'e2e'].map((project) => ({
    name: `types ${project}`,
    command: [tool('typescript', 'bin', 'tsc'), '-p', `tsconfig.${project}.json`],
  })),
  {
    name: 'layers',
    command: [
      tool('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err',
      'src',
    ],
  },
  { name: 'requirements', command: [inRoot('scripts', 'requirements.mjs')] },
  { name: 'dead code', command: [tool('knip', 'bin', 'knip.js'), '--no-progress'] },
]

/** Runs the steps two at a time and tells each one's end. Gives the names of those that failed. @param {readonly Step[]} steps */
export async function runSteps(steps) {
  const waiting = [...steps]
  const failed = []
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const begun = Date.now()
      const { code, output } = await runChild(pinnedNode(), step.command, { quiet: true })
      const seconds = ((Date.now() - begun) / 1000).toFixed(1)
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${seconds} s)`)
      if (code !== 0) {
        failed.push(step.name)
        console.log(output.trim())
      }
    }
  }
  await Promise.all([work(), work()])
  return failed
}
