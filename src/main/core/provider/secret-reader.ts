import { failureFrom } from '../errors.ts'
import type { SecretStore } from '../ports/secret-store.ts'

/** Reads secrets, and remembers that one is there which cannot be read here. */
export interface SecretReader {
  /** `undefined` for one that is not there and for one that cannot be read. */
  read(name: string): Promise<string | undefined>
  /** What the store said of the first one that could not be read; `undefined` when all could. */
  fault(): string | undefined
}

/**
 * Makes a reader. A system's key store that was reset, or a profile that came from another computer, takes the secrets and
 * nothing else: whoever needs one says so, and all the rest goes on.
 */
export function createSecretReader(secrets: SecretStore): SecretReader {
  let fault: string | undefined
  return {
    async read(name) {
      try {
        return await secrets.get(name)
      } catch (error) {
        const failure = failureFrom(error)
        if (failure.code !== 'key-store-failed') throw error
        fault ??= failure.params?.['detail'] ?? failure.message
        return undefined
      }
    },
    fault: () => fault,
  }
}
