// npm run fuzz:markdown [-- --documents 20000 --seed N]: random documents, streamed in pieces and read at once.
import { runChild } from './lib/child.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot, pinnedNode, runScript } from './lib/project.mjs'

await runScript(async () => {
  await ensureInstalled((line) => console.log(line))
  const { code } = await runChild(pinnedNode(), [
    inRoot('e2e', 'fuzz', 'markdown.ts'),
    ...process.argv.slice(2),
  ])
  return code
})
