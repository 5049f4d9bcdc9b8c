import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'

const NAMES = new Set(
  (
    'home appData assets userData sessionData temp exe module desktop documents downloads music pictures videos recent ' +
    'logs crashDumps'
  ).split(' '),
)

/** The app's special folders, all inside one: `--user-data-dir`, else a fresh one that is removed at the end. */
export class AppPaths {
  private readonly overrides = new Map<string, string>()
  private base: string | undefined
  private temporary: string | undefined

  get(name: string): string {
    if (!NAMES.has(name)) throw new Error(`Failed to get '${name}' path`)
    const path = this.overrides.get(name) ?? this.usual(name)
    if (!['exe', 'module'].includes(name)) mkdirSync(path, { recursive: true })
    return path
  }

  set(name: string, path: string): void {
    if (!NAMES.has(name)) throw new Error(`Failed to set path '${name}'`)
    if (!isAbsolute(path)) throw new Error('Path must be absolute')
    if (!existsSync(path))
      throw new Error(`electron double: app.setPath('${name}') to a folder that does not exist`)
    this.overrides.set(name, path)
  }

  removeTemporary(): void {
    if (this.temporary) rmSync(this.temporary, { recursive: true, force: true })
  }

  private usual(name: string): string {
    if (name === 'temp') return tmpdir()
    if (name === 'exe' || name === 'module') return process.execPath
    if (name === 'userData') return this.baseFolder()
    if (name === 'sessionData') return this.get('userData')
    if (name === 'logs' || name === 'crashDumps') return join(this.get('userData'), name)
    return join(this.baseFolder(), name)
  }

  private baseFolder(): string {
    const given = process.argv.find((value) => value.startsWith('--user-data-dir='))
    this.base ??= given?.slice(given.indexOf('=') + 1) ?? this.makeTemporary()
    return this.base
  }

  private makeTemporary(): string {
    this.temporary = mkdtempSync(join(tmpdir(), 'electron-double-'))
    return this.temporary
  }
}

export interface AppManifest {
  readonly folder: string
  readonly name: string
  readonly version: string
}

/** The package.json that stands nearest above the started script. */
export function readManifest(script: string): AppManifest {
  const folder = dirname(script)
  const file = join(folder, 'package.json')
  if (!existsSync(file)) {
    if (folder === script) throw new Error('electron double: no package.json above the started script')
    return readManifest(folder)
  }
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | undefined>
  const name = manifest['productName'] ?? manifest['name'] ?? 'electron-double'
  return { folder, name, version: manifest['version'] ?? '0.0.0' }
}
