import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { median } from '../stats.ts'
import { row, type Row } from '../table.ts'

const rounds = 15
const root = join(import.meta.dirname, '..', '..')
const asElectron = join(root, 'bench', 'start', 'as-electron.mjs')
const bare = join(root, 'bench', 'start', 'bare.mjs')
const entry = join(root, 'out', 'main', 'index.js')

/**
 * H1: what the built main entry adds to the start of Node until Electron is ready, which is where the window opens. Both
 * with V8's compile cache warm, as in an app that was started before.
 */
export function startRows(): Promise<readonly Row[]> {
  if (!existsSync(entry)) throw new Error('Nothing is built: npm run build')
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    theirs.push(timeOf(bare))
    ours.push(timeOf(entry))
  }
  const page = join(root, 'out', 'renderer')
  return Promise.resolve([
    row('H1 main entry', 'evaluated', median(ours.slice(1)), 'bare', median(theirs.slice(1)), 'ms', 1.8),
    row('H1 page entry', 'parley', entryBytes(page) / 1e6, 'limit', 1, 'MB', 1),
  ])
}

function timeOf(script: string): number {
  const begun = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--import', asElectron, script], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled') },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${script} did not get ready:\n${stderr}`)
  return performance.now() - begun
}

/** The scripts that the page names, which are those that its first picture needs. */
function entryBytes(folder: string): number {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const scripts = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, path = '']) => path)
  return scripts.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0)
}
