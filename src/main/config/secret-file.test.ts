import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { noCipher, openSecretFile, type Cipher } from './secret-file.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const canary = 'sk-canary-0123456789'
const base64: Cipher = {
  kind: 'system',
  encrypt: async (plain) => Buffer.from(plain).toString('base64'),
  decrypt: async (written) => Buffer.from(written, 'base64').toString(),
}
const newFile = () => join(temporaryFolder(), 'keys.json')

it('gives back what was set, in this process and the next', async () => {
  const path = newFile()
  const store = openSecretFile(path, noCipher)
  await store.set('openai', canary)
  expect(await store.get('openai')).toBe(canary)
  expect(await openSecretFile(path, noCipher).get('openai')).toBe(canary)
  expect(store.kind).toBe('file')
})

it('knows nothing, and makes no file, before the first key', async () => {
  const path = newFile()
  const store = openSecretFile(path, noCipher)
  expect(await store.get('openai')).toBeUndefined()
  expect(await store.get('toString')).toBeUndefined()
  expect(existsSync(path)).toBe(false)
})

it('writes a file that only the user may read, also over one that others could', async () => {
  const path = newFile()
  writeFileSync(path, '{"version":1,"keys":{}}', { mode: 0o644 })
  await openSecretFile(path, noCipher).set('openai', canary)
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it('removes one key and leaves the others', async () => {
  const store = openSecretFile(newFile(), noCipher)
  await store.set('openai', canary)
  await store.set('anthropic', 'other')
  await store.remove('openai')
  expect([await store.get('openai'), await store.get('anthropic')]).toStrictEqual([undefined, 'other'])
})

it('loses no key when several are set at once', async () => {
  const path = newFile()
  const store = openSecretFile(path, noCipher)
  const names = Array.from({ length: 10 }, (_, index) => `provider-${index}`)
  await Promise.all(names.map((name) => store.set(name, `key of ${name}`)))
  const found = await Promise.all(names.map((name) => openSecretFile(path, noCipher).get(name)))
  expect(found).toStrictEqual(names.map((name) => `key of ${name}`))
})

it('writes what the cipher makes of a key, never the key', async () => {
  const path = newFile()
  const store = openSecretFile(path, base64)
  await store.set('openai', canary)
  expect(readFileSync(path, 'utf8')).not.toContain('canary')
  expect(await store.get('openai')).toBe(canary)
})

const malformed = [
  ['cut off', `{"version":1,"keys":{"openai":"${canary}`],
  ['of another shape', `{"version":1,"keys":["${canary}"]}`],
  ['no JSON', canary],
] as const

it.each(malformed)(
  'G5 DU-20 keeps a file that is %s under another name, and begins anew',
  async (_name, text) => {
    const path = newFile()
    writeFileSync(path, text)
    const store = openSecretFile(path, noCipher, () => 7)
    const kept = path.replace('keys.json', 'keys.broken-7.json')
    expect(store.warning).toMatchObject({ code: 'keys-malformed', params: { path, kept } })
    expect(JSON.stringify(store.warning)).not.toContain('canary')
    expect(readFileSync(kept, 'utf8')).toBe(text)
    expect(await store.get('openai')).toBeUndefined()
    await store.set('openai', 'new')
    expect(await openSecretFile(path, noCipher).get('openai')).toBe('new')
  },
)

it('does not touch a file of a later version', () => {
  const path = newFile()
  const text = `{"version":2,"keys":{"openai":"${canary}"}}`
  writeFileSync(path, text)
  expect(() => openSecretFile(path, noCipher)).toThrow('newer version of Parley')
  expect(readFileSync(path, 'utf8')).toBe(text)
})

it.each(malformed)('G5 never quotes a file that became %s, and never writes over it', async (_name, text) => {
  const path = newFile()
  const store = openSecretFile(path, noCipher)
  writeFileSync(path, text)
  const attempts = [() => store.get('openai'), () => store.set('openai', 'new'), () => store.remove('openai')]
  for (const attempt of attempts) {
    const error = await attempt().then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ failure: { code: 'key-store-failed' } })
    expect(everythingOf(error)).not.toContain('canary')
  }
  expect(readFileSync(path, 'utf8')).toBe(text)
})

it('DU-20 says so when the cipher cannot read what it wrote on another machine', async () => {
  const path = newFile()
  await openSecretFile(path, base64).set('openai', canary)
  const foreign = { ...base64, decrypt: () => Promise.reject(new Error('the keyring has changed')) }
  await expect(openSecretFile(path, foreign).get('openai')).rejects.toMatchObject({
    failure: { code: 'key-store-failed', params: { detail: 'the keyring has changed' } },
  })
})

it('stores no key that could not be read back, and keeps the old one', async () => {
  const path = newFile()
  await openSecretFile(path, base64).set('openai', 'old')
  const forgetful = { ...base64, encrypt: async () => 'AAAA' }
  await expect(openSecretFile(path, forgetful).set('openai', canary)).rejects.toMatchObject({
    failure: { code: 'key-store-failed' },
  })
  expect(await openSecretFile(path, base64).get('openai')).toBe('old')
})

it('goes on after a change that failed', async () => {
  const path = newFile()
  let broken = true
  const store = openSecretFile(path, {
    ...noCipher,
    encrypt: (plain) => (broken ? Promise.reject(new Error('locked')) : Promise.resolve(plain)),
  })
  await expect(store.set('openai', canary)).rejects.toThrow('locked')
  broken = false
  await store.set('openai', canary)
  expect(await store.get('openai')).toBe(canary)
})

function everythingOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return [error.message, error.stack, JSON.stringify(error), everythingOf(error.cause)].join('\n')
}
