// npm run crash-test [-- --kills 1000 --seed N]: builds if need be, then kills Parley again and again and checks what is left.
import { ensureBuilt } from './lib/build.mjs'
import { runChild } from './lib/child.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot, pinnedNode, runScript } from './lib/project.mjs'

await runScript(async () => {
  await ensureInstalled((line) => console.log(line))
  await ensureBuilt((line) => console.log(line))
  const { code } = await runChild(pinnedNode(), [inRoot('e2e', 'crash', 'main.ts'), ...process.argv.slice(2)])
  return code
})
