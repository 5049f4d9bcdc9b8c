import type { Failure } from '../../../contract/failure.ts'

/** Where keys are kept. No value of it is ever logged, exported or shown. */
export interface SecretStore {
  /** `system`: the key store of the operating system. `file`: a file with mode 0600. `weak`: encrypted for show only. */
  readonly kind: 'system' | 'file' | 'weak'
  /** Set when what was there could not be read at the start; it was then set aside. */
  readonly warning?: Failure | undefined
  /** Throws ParleyError `key-store-failed` for a value that is there and cannot be read. */
  get(name: string): Promise<string | undefined>
  /** Resolves after the value could be read back. Throws ParleyError `key-store-failed`; the old value then stays. */
  set(name: string, value: string): Promise<void>
  remove(name: string): Promise<void>
}
