// npm run screens:accept [-- -g "journey tools"]: looks at every screen of the short tour; what differs from its picture in
// e2e/tour/reference becomes the new one.
import { ensureBuilt } from './lib/build.mjs'
import { runChild } from './lib/child.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot, pinnedNode, runScript } from './lib/project.mjs'

await runScript(async () => {
  await ensureInstalled((line) => console.log(line))
  await ensureBuilt((line) => console.log(line))
  const tool = inRoot('node_modules', '@playwright', 'test', 'cli.js')
  const args = ['test', 'tour.desktop.spec.ts', '--project', 'desktop', ...process.argv.slice(2)]
  const env = { ...process.env, ACCEPT_SCREENS: '1', E2E_ELECTRON: 'double' }
  const { code } = await runChild(pinnedNode(), [tool, ...args], { env })
  return code
})
