// Hundreds of stores of the unit tests open a thread each. As one file its code starts in two thirds of the processor
// time that its sources take.
import { renameSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'
import type { TestProject } from 'vitest/node'

const root = resolve(import.meta.dirname, '..', '..')
const folder = resolve(root, 'node_modules', '.cache', 'test-workers')
const bundle = resolve(folder, 'sqlite-worker.js')
const location = '\0bundled-worker-location'

/** Bundles the thread of SQLite before tests run, and again before each further run of a watch. */
export default async function setup(project: TestProject): Promise<void> {
  await bundleWorker()
  project.onTestsRerun(bundleWorker)
}

/** Lets what opens a store take the bundle. Tests of the real place, which import it themselves, get that. */
export function bundledWorker(): Plugin {
  return {
    name: 'bundled-worker',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source === './worker-location.ts' && !importer?.includes('.test.') ? location : undefined,
    load: (id) =>
      id === location
        ? `export const workerLocation = () => new URL(${JSON.stringify(pathToFileURL(bundle))})`
        : undefined,
  }
}

async function bundleWorker(): Promise<void> {
  // Another run may be about to read the file: it is exchanged as a whole.
  const written = `${process.pid}.js`
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: resolve(root, 'src/main/persistence/sqlite/worker.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { codeSplitting: false, entryFileNames: written } },
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  })
  renameSync(resolve(folder, written), bundle)
}
