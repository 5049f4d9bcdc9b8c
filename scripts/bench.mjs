// npm run bench [-- A B]: measures against peers, whose packages lie in bench/ and are installed there first.
import { existsSync, statSync } from 'node:fs'
import { ensureBuilt } from './lib/build.mjs'
import { runChild } from './lib/child.mjs'
import { ensureInstalled, installIn } from './lib/install.mjs'
import { inRoot, pinnedNode, runScript } from './lib/project.mjs'

await runScript(async () => {
  await ensureInstalled((line) => console.log(line))
  const marker = inRoot('bench', 'node_modules', '.package-lock.json')
  const lock = inRoot('bench', 'package-lock.json')
  if (!existsSync(marker) || statSync(marker).mtimeMs < statSync(lock).mtimeMs) {
    console.log('Installing the peers.')
    await installIn(inRoot('bench'))
  }
  // Checked here and not in "npm run check", which does without the peers.
  const tsc = inRoot('node_modules', 'typescript', 'bin', 'tsc')
  const types = await runChild(pinnedNode(), [tsc, '-p', 'tsconfig.bench.json'])
  if (types.code !== 0) return types.code
  const wished = process.argv.slice(2)
  // What is on the screen is that of the built app.
  if (wished.length === 0 || wished.some((wish) => wish.startsWith('D')))
    await ensureBuilt((line) => console.log(line))
  const { code } = await runChild(pinnedNode(), ['--expose-gc', inRoot('bench', 'run.ts'), ...wished])
  return code
})
