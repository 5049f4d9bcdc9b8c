// npm run -s parley -- COMMAND: the terminal, from a checkout. What it does to get ready is told on standard error only.
import { runChild } from './lib/child.mjs'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot, serverNode, runScript } from './lib/project.mjs'

const say = (line) => console.error(line)

await runScript(async () => {
  await ensureInstalled(say)
  await ensureBuilt(say)
  const { code } = await runChild(serverNode(), [
    inRoot('out', 'main', 'headless.js'),
    ...process.argv.slice(2),
  ])
  return code
})
