import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './child.mjs'
import { inRoot, pinnedNode, Sentence } from './project.mjs'

const sources = [
  'src',
  'resources',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'scripts/lib/licences.ts',
  'tsconfig.base.json',
]

/** Builds unless the build is newer than every source. @param {(line: string) => void} say */
export async function ensureBuilt(say) {
  const stamp = inRoot('out', '.built')
  const begun = Date.now()
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= newestOf(sources.map((path) => inRoot(path)))) return
  say('Building.')
  const vite = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { code, output } = await runChild(pinnedNode(), [vite, 'build', '--logLevel', 'warn'], {
    quiet: true,
  })
  if (code !== 0) throw new Sentence(`The build failed:\n${output.trim()}`)
  writeFileSync(stamp, '')
  // A source saved while the build ran may not be in it.
  utimesSync(stamp, begun / 1000, begun / 1000)
  say(`Built in ${((Date.now() - begun) / 1000).toFixed(1)} s.`)
}

function newestOf(paths) {
  let newest = 0
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) continue
    const inside = stat.isDirectory() ? newestOf(readdirSync(path).map((name) => join(path, name))) : 0
    newest = Math.max(newest, stat.mtimeMs, inside)
  }
  return newest
}
