// npm run build: builds anew, whatever is there.
import { rmSync } from 'node:fs'
import { ensureBuilt } from './lib/build.mjs'
import { inRoot, runScript } from './lib/project.mjs'

await runScript(async () => {
  rmSync(inRoot('out', '.built'), { force: true })
  await ensureBuilt((line) => console.log(line))
  return 0
})
