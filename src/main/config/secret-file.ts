import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { ParleyError, reasonOf } from '../core/errors.ts'
import type { SecretStore } from '../core/ports/secret-store.ts'
import { writeAtomically } from '../disk/write-atomically.ts'
import { openKeptFile } from './kept-file.ts'

/** Turns a key into what is written and back. */
export interface Cipher {
  readonly kind: SecretStore['kind']
  encrypt(plain: string): Promise<string>
  decrypt(written: string): Promise<string>
}

/** For a server without a key store: the file's mode 0600 is all the protection there is. */
export const noCipher: Cipher = {
  kind: 'file',
  encrypt: async (plain) => plain,
  decrypt: async (written) => written,
}

const contentSchema = z.object({ version: z.literal(1), keys: z.record(z.string(), z.string()) })
type Content = z.infer<typeof contentSchema>
const noKeys: Content = { version: 1, keys: {} }

/**
 * Keys in a file, each passed through the cipher. The file is read anew each time: it is small and seldom asked. One that is
 * malformed when it is opened is kept under another name. Throws `profile-newer`, `profile-unwritable`.
 */
export function openSecretFile(path: string, cipher: Cipher, now: () => number = Date.now): SecretStore {
  const options = { path, schema: contentSchema, start: noKeys, now }
  const { warning } = openKeptFile({ ...options, malformed: 'keys-malformed' })
  let changing: Promise<void> = Promise.resolve()
  const change = (apply: (keys: Content['keys']) => Promise<Content['keys']>): Promise<void> => {
    const changed = changing.then(async () => {
      const keys = await apply((await load(path)).keys)
      await writeAtomically(path, `${JSON.stringify({ version: 1, keys }, undefined, 2)}\n`, 0o600)
    })
    changing = changed.catch(() => undefined)
    return changed.catch((error: unknown) => {
      throw storeFailure(error)
    })
  }
  return {
    kind: cipher.kind,
    warning,
    async get(name) {
      const { keys } = await load(path)
      const written = Object.hasOwn(keys, name) ? keys[name] : undefined
      if (written === undefined) return undefined
      return cipher.decrypt(written).catch((error: unknown) => {
        throw storeFailure(error)
      })
    },
    set: (name, value) =>
      change(async (keys) => {
        const written = await cipher.encrypt(value)
        // A key that cannot be read back would be lost at the next start, when nobody remembers it.
        if ((await cipher.decrypt(written)) !== value) throw new Error('the key could not be read back')
        return { ...keys, [name]: written }
      }),
    remove: (name) =>
      change(async (keys) => {
        const { [name]: _, ...others } = keys
        return others
      }),
  }
}

async function load(path: string): Promise<Content> {
  try {
    return contentSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return noKeys
    throw storeFailure(error)
  }
}

function storeFailure(error: unknown): ParleyError {
  if (error instanceof ParleyError) return error
  // A parse error quotes the file's text, which holds keys.
  const detail =
    error instanceof SyntaxError || error instanceof z.ZodError ? 'the file is malformed' : reasonOf(error)
  return new ParleyError('key-store-failed', { params: { detail } })
}
