// npm run check: format, lint, types, layers, dead code.
import { ensureInstalled } from './lib/install.mjs'
import { runScript } from './lib/project.mjs'
import { checkSteps, runSteps } from './lib/steps.mjs'

await runScript(async () => {
  await ensureInstalled((line) => console.log(line))
  const failed = await runSteps(checkSteps)
  return failed.length === 0 ? 0 : 1
})
