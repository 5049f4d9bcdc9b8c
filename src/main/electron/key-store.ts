import { safeStorage } from 'electron'
import { openSecretFile, type Cipher } from '../config/secret-file.ts'
import { ParleyError } from '../core/errors.ts'
import type { SecretStore } from '../core/ports/secret-store.ts'

/** Keys in a file, encrypted by the key store of the system. */
export function openKeyStore(path: string, platform: NodeJS.Platform): SecretStore {
  return openSecretFile(path, systemCipher(platform))
}

function systemCipher(platform: NodeJS.Platform): Cipher {
  // On Linux without a keyring Electron encrypts with a key that is the same everywhere.
  const weak = platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'
  return {
    kind: weak ? 'weak' : 'system',
    async encrypt(plain) {
      await needAvailable()
      return (await safeStorage.encryptStringAsync(plain)).toString('base64')
    },
    async decrypt(written) {
      await needAvailable()
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(written, 'base64'))
      return result
    },
  }
}

async function needAvailable(): Promise<void> {
  if (await safeStorage.isAsyncEncryptionAvailable()) return
  throw new ParleyError('key-store-failed', { params: { detail: 'it is not available' } })
}
