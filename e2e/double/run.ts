// Stands where Electron's own start does: loads the app's main module and only then lets the app become ready. Real
// Electron waits for the whole evaluation of an ES module, so a top-level `await app.whenReady()` never ends there.
import { pathToFileURL } from 'node:url'

const EVALUATION_LIMIT_MS = 15_000

const [, , entry = ''] = process.argv
process.argv.splice(1, 1)
const limit = setTimeout(() => {
  console.error(
    `electron double: ${entry} was not evaluated in 15 s; does it await app.whenReady() at its top level?`,
  )
  process.exit(13)
}, EVALUATION_LIMIT_MS)
const { mainEvaluated } = await import('./electron.ts')
await import(pathToFileURL(entry).href)
clearTimeout(limit)
mainEvaluated()
