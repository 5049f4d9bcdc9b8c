import { readFileSync, renameSync } from 'node:fs'
import type { Failure } from '../../contract/failure.ts'
import { settingsSchema, type Settings } from '../../contract/settings.ts'
import { failureOf, ParleyError, reasonOf } from '../core/errors.ts'
import type { SettingsStore } from '../core/ports/settings-store.ts'
import { writeAtomically } from './atomic-file.ts'

export interface SettingsFile extends SettingsStore {
  /** Set when the file could not be read; it then lies beside the new one under another name. */
  readonly warning: Failure | undefined
}

/**
 * The settings in a JSON file. A malformed file is kept under a new name and the defaults are used. Throws
 * `profile-newer` for a file of a later version and `profile-unwritable` for one that may not be read.
 */
export function openSettingsFile(path: string, now: () => number): SettingsFile {
  const { settings, warning } = load(path, now)
  let current = settings
  let writing: Promise<void> = Promise.resolve()
  return {
    warning,
    read: () => current,
    write(next) {
      const written = writing.then(() => save(path, next))
      writing = written.catch(() => undefined)
      return written.then(() => {
        current = next
      })
    },
  }
}

async function save(path: string, settings: Settings): Promise<void> {
  try {
    await writeAtomically(path, `${JSON.stringify(settings, undefined, 2)}\n`, 0o600)
  } catch (error) {
    throw new ParleyError('profile-unwritable', { params: { path, reason: reasonOf(error) }, cause: error })
  }
}

function load(path: string, now: () => number): { settings: Settings; warning: Failure | undefined } {
  const text = readText(path)
  const defaults = settingsSchema.parse({})
  if (text === undefined) return { settings: defaults, warning: undefined }
  const { content, fault } = parse(text)
  if (fault) return keepBroken(path, fault, now, defaults)
  refuseNewer(content, path)
  const settings = settingsSchema.safeParse(content)
  if (settings.success) return { settings: settings.data, warning: undefined }
  const [issue] = settings.error.issues
  return keepBroken(path, `${issue?.path.join('.')}: ${issue?.message}`, now, defaults)
}

// The parser's own words quote the file, in which somebody may have put a key.
function parse(text: string): { content?: unknown; fault?: string } {
  try {
    return { content: JSON.parse(text) }
  } catch (error) {
    const place = / \(line \d+ column \d+\)/.exec(reasonOf(error))?.[0] ?? ''
    return { fault: `it is not JSON${place}` }
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new ParleyError('profile-unwritable', { params: { path, reason: reasonOf(error) }, cause: error })
  }
}

function refuseNewer(content: unknown, path: string): void {
  const version = typeof content === 'object' && content && 'version' in content ? content.version : 1
  if (typeof version === 'number' && version > 1) {
    throw new ParleyError('profile-newer', { params: { path, found: String(version), known: '1' } })
  }
}

function keepBroken(path: string, detail: string, now: () => number, settings: Settings) {
  const kept = path.replace(/\.json$/, `.broken-${now()}.json`)
  try {
    renameSync(path, kept)
  } catch (error) {
    throw new ParleyError('profile-unwritable', { params: { path, reason: reasonOf(error) }, cause: error })
  }
  return { settings, warning: failureOf('settings-malformed', { params: { path, detail, kept } }) }
}
