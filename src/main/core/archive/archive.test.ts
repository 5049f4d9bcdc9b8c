import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFileStore, openMemoryStore } from '../../persistence/sqlite/testing/sqlite-under-test.ts'
import type { StoreUnderTest } from '../ports/store-under-test.ts'
import { codeOf } from '../testing/code-of.ts'
import { messageOf, recordOf, runOf, sessionOf } from '../testing/store-fixture.ts'
import { createArchiveReader } from './archive-reader.ts'
import { archiveHeading, archiveLine } from './archive-text.ts'
import { bundles } from './testing/archive-fixture.ts'
import { archiveOf, bundlesOf, importPieces, tools } from './testing/read-file.ts'

const archived = bundles[0]!

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
      messages: 4,
      remarks: [],
    })
    expect(await bundlesOf(memory.store)).toStrictEqual(await bundlesOf(file.store))
    expect(await archiveOf(memory.store)).toBe(text)
  })

  it('adds nothing a second time, and changes nothing that went on meanwhile', async () => {
    const text = await archiveOf(file.store)
    await file.store.sessions.update(archived.session.id, { title: 'Changed since' })
    const before = await archiveOf(file.store)
    expect(await importPieces(file.store, [text])).toMatchObject({ imported: 0, present: 4 })
    expect(await archiveOf(file.store)).toBe(before)
  })

  it('comes in pages of any length', async () => {
    for (const length of [1, 7, 100, 1_000_000]) {
      const reader = createArchiveReader({ store: file.store, tools }, length)
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
    const reader = createArchiveReader({ store: file.store, tools }, 1)
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
    const text = (await archiveOf(file.store)).replace('"version":2', '"version":3')
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
    const whole = archiveLine(archived)
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
    await memory.store.transfer.write(archived)
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
      { ...empty, messages: [first], runs: [run], events: archived.events },
    )
    expect(report.imported).toBe(0)
    expect(report.remarks).toEqual([
      { reason: 'chat-broken', count: 6 },
      { reason: 'chat-refused', count: 2 },
    ])
    expect(await archiveOf(memory.store)).toBe(before)
  })

  it('AP-12 ends what was running when it was made, and whatever claims to', async () => {
    const run = runOf('r1')
    const heading = { runId: run.id, sessionId: archived.session.id, at: 2000 }
    const call = recordOf('z', 'b')
    const requested = { ...heading, type: 'tool-call-requested', messageId: 'b', round: 1, call } as const
    const written = { ...archived.messages[1]!, finishReason: undefined }
    const events = [
      { ...heading, seq: 1, type: 'run-created', run },
      { ...heading, seq: 2, type: 'message-created', message: written },
      { ...requested, seq: 3, effect: 'run', approval: 'allowed' },
    ]
    const open = { ...archived, runs: [run], calls: [call], events }
    expect(await importLines(open)).toMatchObject({ imported: 1, remarks: [] })
    expect(await memory.store.runs.claimOpen()).toEqual([])
    const [read] = await bundlesOf(memory.store)
    expect(read?.runs).toMatchObject([{ status: 'incomplete', incompleteReason: 'interrupted' }])
    expect(read?.calls).toMatchObject([{ status: 'cancelled' }])
    expect(read?.events.at(-1)).toMatchObject({ type: 'run-ended', status: 'incomplete' })

    const victim = { ...written, id: 'm9', sessionId: 'other' }
    const forged = { ...heading, seq: 1, type: 'message-created', message: victim }
    const session = { ...archived.session, id: 'forged' }
    const own = { sessionId: session.id }
    const alone = { ...archived, session: { ...session, leafId: null }, messages: [], calls: [] }
    const report = await importLines({
      ...alone,
      runs: [{ ...run, id: 'r9', ...own }],
      events: [{ ...forged, ...own, runId: 'r9' }],
    })
    expect(report).toMatchObject({ imported: 0, remarks: [{ reason: 'chat-broken', count: 1 }] })
    const many = Array.from({ length: 20_000 }, (_, index) => runOf(`r${index}`))
    const crowd = { ...archived, messages: [], calls: [], events: [], runs: many }
    expect(await importLines({ ...crowd, session: sessionOf('s1') })).toMatchObject({ imported: 0 })
  })

  it('leaves out a line that is longer than the memory may hold', async () => {
    const text = `${archiveHeading}${archiveLine(archived)}${archiveLine(bundles[3]!)}`
    const report = await importPieces(memory.store, [text], 500)
    expect(report).toMatchObject({ imported: 1, remarks: [{ reason: 'chat-too-large', count: 1 }] })
  })
})
