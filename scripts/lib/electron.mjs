import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './child.mjs'
import { inRoot, pinnedNode } from './project.mjs'

const downloadLimitMs = 300_000

/** The Electron program when it is there. */
export function electronBinary() {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? inRoot('node_modules', 'electron', 'dist')
  const named = inRoot('node_modules', 'electron', 'path.txt')
  const binary = join(folder, existsSync(named) ? readFileSync(named, 'utf8') : 'electron')
  return existsSync(binary) ? binary : undefined
}

/** Why no window can be opened here whatever is installed, or undefined. */
export function reasonAgainstWindow() {
  if (process.platform !== 'linux') return undefined
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display'
  if (process.getuid?.() === 0) return 'Electron does not run as root with its sandbox on'
  return undefined
}

/** Downloads Electron. Gives why that failed, or undefined. @param {(line: string) => void} say */
export async function downloadElectron(say) {
  say('Downloading Electron, about 120 MB, once.')
  const install = inRoot('node_modules', 'electron', 'install.js')
  const begun = Date.now()
  const heart = setInterval(
    () => say(`  still downloading, ${Math.round((Date.now() - begun) / 1000)} s`),
    10_000,
  )
  const limit = new Promise((resolve) => {
    setTimeout(
      () => resolve({ code: 1, output: 'it took longer than five minutes' }),
      downloadLimitMs,
    ).unref()
  })
  const download = runChild(pinnedNode(), [install], { quiet: true })
  const { code, output } = await Promise.race([download, limit]).finally(() => clearInterval(heart))
  if (code === 0) return undefined
  const words = output.split('\n').find((line) => /Error|longer/.test(line)) ?? output
  return words.trim().slice(0, 200)
}
