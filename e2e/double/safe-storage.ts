import type { SafeStorage } from 'electron'
import { partial } from './missing.ts'
import type { DoubleSettings } from './settings.ts'

const MARK = 'double:'

/**
 * `safeStorage`, asynchronous part (the synchronous one is deprecated in Electron 45 and throws here). It proves who
 * calls what and when, never secrecy: the text is only encoded.
 */
export function createSafeStorage(settings: DoubleSettings, isReady: () => boolean) {
  const available = settings.keyStore !== 'none'
  const known = {
    isAsyncEncryptionAvailable: () => Promise.resolve(available && isReady()),
    async encryptStringAsync(plainText: string): Promise<Buffer> {
      if (!available) throw new Error('Encryption is not available.')
      return Buffer.from(MARK + Buffer.from(plainText).toString('base64'))
    },
    async decryptStringAsync(encrypted: Buffer) {
      const text = Buffer.from(encrypted).toString()
      if (!available || !text.startsWith(MARK)) throw new Error('Error while decrypting the ciphertext.')
      return { result: Buffer.from(text.slice(MARK.length), 'base64').toString(), shouldReEncrypt: false }
    },
    getSelectedStorageBackend: () => (settings.keyStore === 'none' ? 'unknown' : settings.keyStore),
  } satisfies Partial<SafeStorage>
  return partial('safeStorage', known)
}
