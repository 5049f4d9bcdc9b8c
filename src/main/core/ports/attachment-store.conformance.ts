import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { contentHashOf, type Attachment, type ContentHash } from '../../../contract/attachment.ts'
import { messageIdOf, sessionIdOf } from '../../../contract/id.ts'
import { codeOf } from '../testing/code-of.ts'
import { commitOf, messageOf, recordOf, runOf, sessionOf, tipOf } from '../testing/store-fixture.ts'
import type { StoreUnderTest } from './store-under-test.ts'
import type { Store } from './stores.ts'

const s1 = sessionIdOf('s1')
const hour = 3_600_000

/** Content that a JSON, a text column and a C string would each take badly. */
export const photo = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256)
export const note = new TextEncoder().encode('\u0000 "hash":"x" \ud83e\uddfa')

export function hashOf(content: Uint8Array): ContentHash {
  return contentHashOf(createHash('sha256').update(content).digest('hex'))
}

/** A picture and a document of which the text was taken out. */
export const photoPart: Attachment = {
  type: 'image',
  mediaType: 'image/png',
  hash: hashOf(photo),
  name: 'photo "hash".png',
  size: photo.byteLength,
}
export const letterPart: Attachment = {
  type: 'file',
  name: 'letter.pdf',
  mediaType: 'application/pdf',
  hash: hashOf(photo.subarray(1)),
  size: photo.byteLength - 1,
  extracted: { hash: hashOf(note), size: note.byteLength },
}

/** The obligations of `AttachmentStore`. */
export function describeAttachments(stores: () => Store): void {
  const put = async (...contents: readonly Uint8Array[]) => {
    for (const content of contents) await stores().attachments.put(hashOf(content), content)
  }
  const send = (id: string, parts: readonly Attachment[], sessionId = 's1') =>
    stores().log.commit(
      commitOf({
        run: runOf(`r-${id}`, { sessionId: sessionIdOf(sessionId) }),
        newSession: sessionOf(sessionId),
        messages: [messageOf(id, null, { sessionId: sessionIdOf(sessionId), parts })],
        session: tipOf(id, 2000),
      }),
    )
  const isThere = async (content: Uint8Array) =>
    (await stores().attachments.get(hashOf(content))) !== undefined

  describe('content of pictures and files', () => {
    it('AT-01 is given back byte by byte, the empty one too', async () => {
      const empty = new Uint8Array()
      await put(photo, note, empty)
      for (const content of [photo, note, empty]) {
        expect(Buffer.from((await stores().attachments.get(hashOf(content))) ?? 'none')).toEqual(
          Buffer.from(content),
        )
      }
      expect(await stores().attachments.get(hashOf(photo.subarray(2)))).toBeUndefined()
    })

    it('AT-02 is kept once, however often it is put', async () => {
      await put(photo)
      await Promise.all([put(photo), put(photo)])
      await send('m1', [photoPart])
      await stores().sessions.update(s1, { deletedAt: 5 })
      await stores().sessions.purge(s1)
      expect(await stores().attachments.sweep(0)).toBe(1)
      expect(await isThere(photo)).toBe(false)
    })

    it('AT-03 stays for as long as any message refers to it, in the trash too', async () => {
      await put(photo, photo.subarray(1), note)
      await send('m1', [photoPart, letterPart])
      await send('m2', [photoPart], 's2')
      expect(await stores().attachments.sweep(0)).toBe(0)
      await stores().sessions.update(s1, { deletedAt: 5 })
      expect(await stores().attachments.sweep(0)).toBe(0)
      await stores().sessions.purge(s1)
      expect(await stores().attachments.sweep(0)).toBe(2)
      expect(await isThere(photo)).toBe(true)
      expect(await isThere(note)).toBe(false)
    })

    it('AT-03 stays when a session moves, and goes with what it belonged to', async () => {
      await put(photo)
      const session = sessionOf('s9', { leafId: messageIdOf('m9') })
      const messages = [messageOf('m9', null, { sessionId: session.id, parts: [photoPart] })]
      await stores().transfer.write({ session, messages, runs: [], calls: [], events: [] })
      expect(await stores().attachments.sweep(0)).toBe(0)
      expect((await stores().transfer.read(session.id))?.messages).toStrictEqual(messages)
      await stores().sessions.update(session.id, { deletedAt: 1 })
      expect(await stores().sessions.expire(2)).toStrictEqual([session.id])
      expect(await stores().attachments.sweep(0)).toBe(1)
    })

    it('AT-15 stays for what a call gave, whether its round is over or not, and wherever it moves', async () => {
      await put(photo)
      const run = runOf('r-calls')
      const asked = messageOf('m-calls', null)
      const whole = { hash: hashOf(photo), size: photo.byteLength }
      const call = recordOf('c1', 'm-calls', {
        runId: run.id,
        status: 'completed',
        result: 'its ends',
        whole,
      })
      const newSession = sessionOf('s1')
      await stores().log.commit(
        commitOf({ run, newSession, messages: [asked], calls: [call], session: tipOf('m-calls', 2000) }),
      )
      expect(await stores().attachments.sweep(0)).toBe(0)
      const bundle = await stores().transfer.read(s1)
      expect(bundle?.calls).toStrictEqual([call])
      await stores().sessions.update(s1, { deletedAt: 5 })
      await stores().sessions.purge(s1)
      await stores().transfer.write(bundle!)
      expect(await stores().attachments.sweep(0)).toBe(0)
      await stores().sessions.update(s1, { deletedAt: 6 })
      await stores().sessions.purge(s1)
      expect(await stores().attachments.sweep(0)).toBe(1)
    })

    it('AT-04 stays for a while without a message, from the last time that somebody used it', async () => {
      await put(photo)
      expect(await stores().attachments.sweep(hour)).toBe(0)
      expect(await stores().attachments.touch([hashOf(note), hashOf(photo)])).toStrictEqual([hashOf(note)])
      expect(await stores().attachments.touch([])).toStrictEqual([])
      expect(await stores().attachments.sweep(hour)).toBe(0)
      expect(await stores().attachments.sweep(0)).toBe(1)
      expect(await stores().attachments.touch([hashOf(photo)])).toStrictEqual([hashOf(photo)])
    })

    it('AT-16 keeps what was made of it, replaces that, and lets it go with the content', async () => {
      const { attachments } = stores()
      await put(photo, note)
      await attachments.putMade(hashOf(photo), 'vectors-1', note)
      await attachments.putMade(hashOf(photo), 'vectors-1', photo)
      await attachments.putMade(hashOf(photo), 'vectors-2', note)
      await put(photo)
      const made = async (name: string) => {
        const found = await attachments.getMade(hashOf(photo), name)
        return found && Buffer.from(found)
      }
      expect(await made('vectors-1')).toEqual(Buffer.from(photo))
      expect(await made('vectors-2')).toEqual(Buffer.from(note))
      expect(await attachments.getMade(hashOf(note), 'vectors-1')).toBeUndefined()
      expect(await attachments.sweep(0)).toBe(2)
      expect(await made('vectors-1')).toBeUndefined()
      await put(photo)
      expect(await made('vectors-1')).toBeUndefined()
      await attachments.putMade(hashOf(note), 'vectors-1', note)
      expect(await attachments.getMade(hashOf(note), 'vectors-1')).toBeUndefined()
    })

    it('AT-05 is refused by name when it is not what its hash says', async () => {
      await stores().attachments.put(hashOf(photo), note)
      expect(await codeOf(stores().attachments.get(hashOf(photo)))).toBe('attachment-damaged')
      await put(photo)
      expect(await isThere(photo)).toBe(true)
    })
  })
}

/** What several processes may rely on. */
export function describeSharedAttachments(tested: () => StoreUnderTest, other: () => Store): void {
  it('AT-06 a clean-up of one never takes what the other has put and is about to refer to', async () => {
    const { store } = tested()
    const contents = Array.from({ length: 12 }, (_, index) => new TextEncoder().encode(`content ${index}`))
    for (const content of contents) await store.attachments.put(hashOf(content), content)
    // Old by the clock of the clean-up, and touched by the other one at the same time.
    const rounds = contents.map(async (content, index) => {
      const hash = hashOf(content)
      const [missing] = await Promise.all([
        other().attachments.touch([hash]),
        store.attachments.sweep(60_000),
      ])
      if (missing.length > 0) await other().attachments.put(hash, content)
      const plain: Attachment = { ...photoPart, hash, size: content.byteLength }
      const sessionId = sessionIdOf(`t${index}`)
      await other().log.commit(
        commitOf({
          run: runOf(`r${index}`, { sessionId }),
          newSession: sessionOf(`t${index}`),
          messages: [messageOf(`m${index}`, null, { sessionId, parts: [plain] })],
          session: tipOf(`m${index}`, 2000),
        }),
      )
    })
    await Promise.all(rounds)
    await Promise.all([store.attachments.sweep(0), other().attachments.sweep(0)])
    for (const content of contents) {
      expect(await other().attachments.get(hashOf(content))).toBeDefined()
    }
  })
}
