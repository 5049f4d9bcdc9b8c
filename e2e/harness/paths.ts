import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

export function repositoryFile(path: string): string {
  return join(ROOT, path)
}

/** The Node to run main with: the pinned one where this platform has it, else the one that runs the tests. */
export function nodeBinary(): string {
  const folder = `node_modules/node-${process.platform.replace('win32', 'win')}-${process.arch}/bin`
  const pinned = repositoryFile(join(folder, process.platform === 'win32' ? 'node.exe' : 'node'))
  return existsSync(pinned) ? pinned : process.execPath
}

/** Electron's binary when it is really there; the electron package itself is never asked, since it would download. */
export function electronBinary(): string | undefined {
  if (process.env['E2E_ELECTRON'] === 'double') return undefined
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? repositoryFile('node_modules/electron/dist')
  const pathFile = repositoryFile('node_modules/electron/path.txt')
  const binary = join(folder, existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron')
  return existsSync(binary) ? binary : undefined
}
