import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { settingsSchema } from '../../contract/settings.ts'
import { openSettingsFile } from './settings-file.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const defaults = settingsSchema.parse({})
const settingsIn = (folder: string) => openSettingsFile(join(folder, 'settings.json'), () => 1234)
const put = (folder: string, text: string) => writeFileSync(join(folder, 'settings.json'), text)

describe('the settings file', () => {
  it('gives the defaults, and makes no file, when there is none', () => {
    const folder = temporaryFolder()
    const file = settingsIn(folder)
    expect(file.read()).toStrictEqual(defaults)
    expect(file.warning).toBeUndefined()
    expect(readdirSync(folder)).toStrictEqual([])
  })

  it('gives back what was written, now and at the next start', async () => {
    const folder = temporaryFolder()
    const file = settingsIn(folder)
    const changed = { ...defaults, theme: 'dark', maxRounds: 7 } as const
    await file.write(changed)
    expect(file.read()).toStrictEqual(changed)
    expect(settingsIn(folder).read()).toStrictEqual(changed)
    expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600)
  })

  it('completes a file that names a few settings only', () => {
    const folder = temporaryFolder()
    put(folder, '{"theme":"light","limits":{"idleMs":5000}}')
    const { theme, limits, streaming } = settingsIn(folder).read()
    expect({ theme, limits, streaming }).toStrictEqual({
      theme: 'light',
      limits: { ...defaults.limits, idleMs: 5000 },
      streaming: true,
    })
  })

  it('writes in the order in which it is asked, the last one last', async () => {
    const folder = temporaryFolder()
    const file = settingsIn(folder)
    const rounds = Array.from({ length: 20 }, (_, index) => index + 1)
    await Promise.all(rounds.map((maxRounds) => file.write({ ...defaults, maxRounds })))
    expect(file.read().maxRounds).toBe(20)
    expect(settingsIn(folder).read().maxRounds).toBe(20)
    expect(readdirSync(folder)).toStrictEqual(['settings.json'])
  })

  it('keeps the old settings when a write fails, and can write again', async () => {
    const folder = join(temporaryFolder(), 'profile')
    mkdirSync(folder)
    const file = settingsIn(folder)
    rmSync(folder, { recursive: true })
    const write = file.write({ ...defaults, maxRounds: 3 })
    await expect(write).rejects.toMatchObject({ failure: { code: 'profile-unwritable' } })
    expect(file.read()).toStrictEqual(defaults)
    mkdirSync(folder)
    await file.write({ ...defaults, maxRounds: 4 })
    expect(settingsIn(folder).read().maxRounds).toBe(4)
  })
})

describe('a settings file that cannot be used', () => {
  it.each([
    ['is cut off', '{"theme":"dark"'],
    ['is empty', ''],
    ['is no object', 'null'],
    ['has a wrong value', '{"theme":"pink"}'],
    ['has a wrong version', '{"version":"one"}'],
  ])('is kept under a new name when it %s; the defaults are used', (_name, text) => {
    const folder = temporaryFolder()
    put(folder, text)
    const file = settingsIn(folder)
    const kept = join(folder, 'settings.broken-1234.json')
    expect(file.read()).toStrictEqual(defaults)
    expect(file.warning).toMatchObject({ code: 'settings-malformed', params: { kept } })
    expect(readFileSync(kept, 'utf8')).toBe(text)
  })

  it('is kept once, not again at every start', () => {
    const folder = temporaryFolder()
    put(folder, '{')
    settingsIn(folder)
    expect(settingsIn(folder).warning).toBeUndefined()
    expect(readdirSync(folder)).toStrictEqual(['settings.broken-1234.json'])
  })

  it.each([
    'sk-canary',
    '{"key": sk-canary}',
    '{"theme":"sk-canary"}',
    '{"a":1}sk-canary',
    '{"a":"sk-canary',
  ])('is never quoted in the warning: %s', (text) => {
    const folder = temporaryFolder()
    put(folder, text)
    expect(settingsIn(folder).warning?.code).toBe('settings-malformed')
    put(folder, text)
    expect(JSON.stringify(settingsIn(folder).warning)).not.toContain('canary')
  })

  it('DU-11 is refused and left alone when a newer version wrote it', () => {
    const folder = temporaryFolder()
    put(folder, '{"version":2,"theme":"pink"}')
    expect(() => settingsIn(folder)).toThrow('written by a newer version of Parley (format 2')
    expect(readdirSync(folder)).toStrictEqual(['settings.json'])
    expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toBe('{"version":2,"theme":"pink"}')
  })

  it('is refused when it may not be read', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'settings.json'))
    expect(() => settingsIn(folder)).toThrow(/Parley cannot write to its folder .*EISDIR/)
  })
})
