import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFileStore, openMemoryStore } from '../../persistence/sqlite/testing/sqlite-under-test.ts'
import type { StoreUnderTest } from '../ports/store-under-test.ts'
import { codeOf } from '../testing/code-of.ts'
import { messageOf, recordOf, runOf, sessionOf } from '../testing/store-fixture.ts'
import { createArchiveReader } from './archive-reader.ts'
import { archiveHeading, archiveLine } from './archive-text.ts'
import { bundles } from './testing/archive-fixture.ts'
import { archiveOf, bundlesOf, importPieces } from './testing/read-file.ts'

let file: StoreUnderTest
let memory: StoreUnderTest
beforeEach(async () => {
  ;[file, memory] = await Promise.all([openFileStore(), openMemoryStore()])
  for (const bundle of bundles) await file.store.transfer.write(bundle)
})
afterEach(() => Promise.all([file.dispose(), memory.dispose()]))

/** Imports lines, as text or as the values that they are written from, behind a heading. */
function importLines(...lines: readonly unknown[]) {
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  return importPieces(memory.store, [`${archiveHeading}${texts.join('\n')}\n`])
}

describe('an archive', () => {
  it('DU-21 is read back to the same store on another engine and makes the same bytes again', async () => {
    const text = await archiveOf(file.store)
    expect(await importPieces(memory.store, [text])).toEqual({
      format: 'archive',
      imported: 4,
      present: 0,
      messages: 3,
      remarks: [],
    })
    expect(await bundlesOf(memory.store)).toStrictEqual(await bundlesOf(file.store))
    expect(await archiveOf(memory.store)).toBe(text)
  })

  it('adds nothing a second time, and changes nothing that went on meanwhile', async () => {
    const text = await archiveOf(file.store)
    await file.store.sessions.update(bundles[0]!.session.id, { title: 'Changed since' })
    const before = await archiveOf(file.store)
    expect(await importPieces(file.store, [text])).toMatchObject({ imported: 0, present: 4 })
    expect(await archiveOf(file.store)).toBe(before)
  })

  it('comes in pages of any length', async () => {
    for (const length of [1, 7, 100, 1_000_000]) {
      const reader = createArchiveReader(file.store, length)
      let text = ''
      for (let last = false; !last;) {
        const page = await reader.next()
        expect(page.text.length).toBeLessThanOrEqual(length + 1)
        expect(page.progress.total).toBe(4)
        ;({ last } = page)
        text += page.text
      }
      expect(text).toBe(await archiveOf(file.store))
    }
  })

  it('DU-21 holds each session as of one moment while others are written', async () => {
    const reader = createArchiveReader(file.store, 1)
    const first = await reader.next()
    await file.store.transfer.write({ ...bundles[3]!, session: sessionOf('late', { createdAt: 9000 }) })
    let { text, last } = first
    while (!last) {
      const page = await reader.next()
      text += page.text
      ;({ last } = page)
    }
    const late = await importPieces(memory.store, [text])
    expect(late.imported).toBeGreaterThanOrEqual(4)
    expect(late.remarks).toEqual([])
  })
})

describe('an archive of somebody else', () => {
  it('DU-21 is refused when it is newer, and nothing is imported', async () => {
    const text = (await archiveOf(file.store)).replace('"version":1', '"version":2')
    expect(await codeOf(importPieces(memory.store, [text]))).toBe('archive-newer')
    expect(await memory.store.transfer.count()).toBe(0)
  })

  it('may hold fields of a later Parley', async () => {
    const line = { ...bundles[3], session: { ...bundles[3]!.session, mood: 'good' }, votes: [1] }
    const text = `${archiveHeading.trim().slice(0, -1)},"made":"later"}\n${JSON.stringify(line)}`
    expect(await importPieces(memory.store, [text])).toMatchObject({ imported: 1, remarks: [] })
    expect((await bundlesOf(memory.store))[0]).toStrictEqual(bundles[3])
  })

  it('DU-21 loses broken lines alone', async () => {
    const whole = archiveLine(bundles[0]!)
    const report = await importLines(
      '{"session":',
      whole.trim(),
      '[]',
      'null',
      '{"__proto__":{"id":"x"}}',
      bundles[3],
    )
    expect(report).toMatchObject({ imported: 2, remarks: [{ reason: 'chat-broken', count: 4 }] })
  })

  it('DU-21 cannot reach into another session', async () => {
    await memory.store.transfer.write(bundles[0]!)
    const before = await archiveOf(memory.store)
    const session = sessionOf('mine')
    const empty = { session, messages: [], runs: [], calls: [], events: [] }
    const own = { sessionId: session.id }
    const first = messageOf('new', null, own)
    const run = runOf('own', own)
    const report = await importLines(
      { ...empty, messages: [messageOf('new', null)] },
      { ...empty, messages: [first, messageOf('c', 'm1', own)] },
      { ...empty, messages: [first, messageOf('a', 'new', own)] },
      { ...empty, messages: [first, first] },
      { ...empty, session: { ...session, leafId: 'm1' } },
      { ...empty, messages: [first], runs: [run], calls: [recordOf('z', 'b', { ...own, runId: run.id })] },
      { ...empty, messages: [first], runs: [runOf('r1', own)] },
      { ...empty, messages: [first], runs: [run], events: bundles[0]!.events },
    )
    expect(report.imported).toBe(0)
    expect(report.remarks).toEqual([
      { reason: 'chat-broken', count: 6 },
      { reason: 'chat-refused', count: 2 },
    ])
    expect(await archiveOf(memory.store)).toBe(before)
  })

  it('leaves out a line that is longer than the memory may hold', async () => {
    const text = `${archiveHeading}${archiveLine(bundles[0]!)}${archiveLine(bundles[3]!)}`
    const report = await importPieces(memory.store, [text], 500)
    expect(report).toMatchObject({ imported: 1, remarks: [{ reason: 'chat-too-large', count: 1 }] })
  })
})
