import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newChatKey } from '../../contract/draft.ts'
import { silentLog } from '../core/testing/fake-log.ts'
import { openDraftFiles } from './draft-files.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const draftsIn = (folder: string) => openDraftFiles(join(folder, 'drafts'), silentLog)

describe('drafts as files', () => {
  it('DU-04 are there at the next start, readable by the user only', async () => {
    const folder = temporaryFolder()
    const drafts = draftsIn(folder)
    expect(await drafts.all()).toEqual({})
    await drafts.put(newChatKey, { text: 'ein Entwurf 日本 🎌\n\ud800' })
    await drafts.put('s:1', { text: 'another' })
    await drafts.put('S:1', { text: 'by case only' })
    expect(await draftsIn(folder).all()).toEqual({
      [newChatKey]: { text: 'ein Entwurf 日本 🎌\n\ud800' },
      's:1': { text: 'another' },
      'S:1': { text: 'by case only' },
    })
    const names = readdirSync(join(folder, 'drafts'))
    expect(names).toHaveLength(3)
    for (const name of names) expect(statSync(join(folder, 'drafts', name)).mode & 0o777).toBe(0o600)
  })

  it('keep the last text that was put, however many are on their way', async () => {
    const folder = temporaryFolder()
    const drafts = draftsIn(folder)
    const puts = Array.from({ length: 20 }, (_, index) =>
      drafts.put('s1', { text: 'x'.repeat(20_000 - index * 1_000) }),
    )
    await Promise.all([...puts, drafts.put('s1', { text: 'last' })])
    expect(await draftsIn(folder).all()).toEqual({ s1: { text: 'last' } })
  })

  it('DU-23 leave nothing of a text that was taken back', async () => {
    const folder = temporaryFolder()
    const drafts = draftsIn(folder)
    await drafts.put('s1', { text: 'canary-4711' })
    await drafts.put('s1', { text: '' })
    expect(readdirSync(join(folder, 'drafts'))).toEqual([])
    await drafts.put('never', { text: '' })
  })

  it('keep a file that cannot be read, and the others are read', async () => {
    const folder = temporaryFolder()
    const drafts = draftsIn(folder)
    await drafts.put('s1', { text: 'whole' })
    const broken = join(folder, 'drafts', 'broken.json')
    writeFileSync(broken, '{"key":"s2","te')
    expect(await draftsIn(folder).all()).toEqual({ s1: { text: 'whole' } })
    expect(readFileSync(broken, 'utf8')).toBe('{"key":"s2","te')
  })

  it('say which file cannot be written, and are written again when it can', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'drafts'), 'in the way')
    const drafts = draftsIn(folder)
    await expect(drafts.put('s1', { text: 'text' })).rejects.toMatchObject({
      failure: { code: 'file-unwritable' },
    })
    const other = draftsIn(join(folder, 'other'))
    mkdirSync(join(folder, 'other'))
    await other.put('s1', { text: 'text' })
    expect(await other.all()).toEqual({ s1: { text: 'text' } })
  })
})
