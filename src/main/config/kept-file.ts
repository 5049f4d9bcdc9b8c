import { readFileSync, renameSync } from 'node:fs'
import type { z } from 'zod'
import type { Failure, FailureCode } from '../../contract/failure.ts'
import { failureOf, ParleyError, reasonOf } from '../core/errors.ts'
import { writeAtomically } from '../disk/write-atomically.ts'

/** Something of the user's that is kept in a JSON file of its own. */
export interface KeptFile<Content> {
  /** Set when the file could not be read; it then lies beside the new one under another name. */
  readonly warning: Failure | undefined
  read(): Content
  write(content: Content): Promise<void>
}

export interface KeptFileOptions<Content> {
  readonly path: string
  readonly schema: z.ZodType<Content>
  /** What counts while there is no file, and when it cannot be read. */
  readonly start: Content
  /** The failure of a file that cannot be read. */
  readonly malformed: FailureCode
  readonly now: () => number
}

/**
 * Opens a file whose format is version 1. A malformed one is kept under a new name. Throws `profile-newer` for one of a
 * later version and `profile-unwritable` for one that may not be read.
 */
export function openKeptFile<Content>(options: KeptFileOptions<Content>): KeptFile<Content> {
  const { path } = options
  const { content, warning } = load(options)
  let current = content
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

async function save(path: string, content: unknown): Promise<void> {
  try {
    await writeAtomically(path, `${JSON.stringify(content, undefined, 2)}\n`, 0o600)
  } catch (error) {
    throw new ParleyError('profile-unwritable', { params: { path, reason: reasonOf(error) }, cause: error })
  }
}

function load<Content>(options: KeptFileOptions<Content>): {
  content: Content
  warning: Failure | undefined
} {
  const { path, schema, start } = options
  const text = readText(path)
  if (text === undefined) return { content: start, warning: undefined }
  const { value, fault } = parse(text)
  if (fault) return keepBroken(options, fault)
  refuseNewer(value, path)
  const parsed = schema.safeParse(value)
  if (parsed.success) return { content: parsed.data, warning: undefined }
  const [issue] = parsed.error.issues
  return keepBroken(options, `${issue?.path.join('.')}: ${issue?.message}`)
}

// The parser's own words quote the file, in which somebody may have put a key.
function parse(text: string): { value?: unknown; fault?: string } {
  try {
    return { value: JSON.parse(text) }
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

function keepBroken<Content>({ path, now, start, malformed }: KeptFileOptions<Content>, detail: string) {
  const kept = path.replace(/\.json$/, `.broken-${now()}.json`)
  try {
    renameSync(path, kept)
  } catch (error) {
    throw new ParleyError('profile-unwritable', { params: { path, reason: reasonOf(error) }, cause: error })
  }
  return { content: start, warning: failureOf(malformed, { params: { path, detail, kept } }) }
}
