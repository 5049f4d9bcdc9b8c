// npm run tour [-- -g "de:"]: walks every screen in every theme, language and size, and saves a picture of each in
// e2e/screenshots/tour/<mode>/<size>/<screen>.png, for people to look at.
import { ensureBuilt } from './lib/build.mjs'
import { runChild } from './lib/child.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot, pinnedNode, runScript } from './lib/project.mjs'

await runScript(async () => {
  await ensureInstalled((line) => console.log(line))
  await ensureBuilt((line) => console.log(line))
  const tool = inRoot('node_modules', '@playwright', 'test', 'cli.js')
  const wished = process.argv.slice(2)
  const { code } = await runChild(
    pinnedNode(),
    [tool, 'test', '--project', 'tour', '--project', 'pictures', '--project', 'themes', ...wished],
    {
      env: { ...process.env, TOUR: '1' },
    },
  )
  return code
})
