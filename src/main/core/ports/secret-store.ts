/** Where keys are kept. No value of it is ever logged, exported or shown. */
export interface SecretStore {
  /** `system`: the key store of the operating system. `file`: a file with mode 0600. `weak`: encrypted for show only. */
  readonly kind: 'system' | 'file' | 'weak'
  get(name: string): Promise<string | undefined>
  /** Resolves after the value could be read back. Throws ParleyError `key-store-failed`; the old value then stays. */
  set(name: string, value: string): Promise<void>
  remove(name: string): Promise<void>
}
