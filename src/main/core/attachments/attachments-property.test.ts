import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRandom, type Random } from '../../../../e2e/crash/random.ts'
import { sessionIdOf, type SessionId } from '../../../contract/id.ts'
import { contentHashesOf } from '../../../contract/session-bundle.ts'
import { openMemoryStore } from '../../persistence/sqlite/testing/sqlite-under-test.ts'
import { hashOf, photoPart } from '../ports/attachment-store.conformance.ts'
import type { StoreUnderTest } from '../ports/store-under-test.ts'
import type { Store } from '../ports/stores.ts'
import { forkSession } from '../session/fork.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { commitOf, messageOf, runOf, sessionOf, tipOf } from '../testing/store-fixture.ts'

let room: StoreUnderTest
beforeEach(async () => {
  room = await openMemoryStore()
})
afterEach(() => room.dispose())

const contents = Array.from({ length: 6 }, (_, index) => new TextEncoder().encode(`content ${index}`))

/** What may happen to chats and their content, by chance. */
function actsOn(store: Store, random: Random): readonly (() => Promise<unknown>)[] {
  const [alive, deleted] = [new Set<SessionId>(), new Set<SessionId>()]
  let number = 0
  const move = async (from: Set<SessionId>, to: Set<SessionId>, deletedAt: number | null) => {
    if (from.size === 0) return
    const id = random.pick([...from])
    await store.sessions.update(id, { deletedAt })
    from.delete(id)
    to.add(id)
  }
  const send = async () => {
    const content = random.pick(contents)
    number += 1
    const sessionId = random.pick([...alive, sessionIdOf(`s${number}`)])
    await store.attachments.put(hashOf(content), content)
    const before = (await store.sessions.get(sessionId))?.leafId ?? null
    const part = { ...photoPart, hash: hashOf(content), size: content.byteLength }
    const message = messageOf(`m${number}`, before, { sessionId, parts: [part] })
    const run = runOf(`r${number}`, { sessionId, userMessageId: message.id })
    const [newSession, session] = [sessionOf(sessionId), tipOf(message.id, number)]
    await store.log.commit(commitOf({ run, newSession, messages: [message], session }))
    alive.add(sessionId)
  }
  return [
    send,
    send,
    async () => {
      if (alive.size === 0) return
      const copy = await forkSession(store, createFakeClock(), random.pick([...alive]), undefined)
      alive.add(copy.id)
    },
    () => move(alive, deleted, 1),
    () => move(deleted, alive, null),
    async () => {
      if (deleted.size === 0) return
      const id = random.pick([...deleted])
      await store.sessions.purge(id)
      deleted.delete(id)
    },
    () => store.attachments.sweep(0),
  ]
}

/** The content that is referred to and not there. */
async function vanished(store: Store): Promise<readonly string[]> {
  const referred = new Set<string>()
  for await (const bundle of store.transfer.readAll()) {
    for (const hash of contentHashesOf(bundle)) referred.add(hash)
  }
  const gone = await Promise.all(
    contents.map(async (content) => {
      const hash = hashOf(content)
      return referred.has(hash) && (await store.attachments.get(hash)) === undefined ? [hash] : []
    }),
  )
  return gone.flat()
}

test.each([1, 2, 3])(
  'AT-03 content never vanishes while a message refers to it, whatever happens: seed %i',
  async (seed) => {
    const { store } = room
    const random = createRandom(seed)
    const acts = actsOn(store, random)
    for (let step = 0; step < 100; step++) {
      await random.pick(acts)()
      expect(await vanished(store)).toEqual([])
    }
    for (let removed = -1; removed !== 0;) removed = await store.attachments.sweep(0)
    expect(await vanished(store)).toEqual([])
  },
)
