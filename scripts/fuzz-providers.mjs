// npm run fuzz:providers [-- --minutes 1 --seed N]: changes recorded answers at random and checks how the clients take them.
import { runChild } from './lib/child.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot, pinnedNode, runScript } from './lib/project.mjs'

await runScript(async () => {
  await ensureInstalled((line) => console.log(line))
  const program = ['--expose-gc', inRoot('e2e', 'fuzz', 'main.ts')]
  const { code } = await runChild(pinnedNode(), [...program, ...process.argv.slice(2)])
  return code
})
