import { join } from 'node:path'
import { messageIdOf, sessionIdOf, type SessionId } from '../../../src/contract/id.ts'
import type { Message } from '../../../src/contract/message.ts'
import type { SessionBundle } from '../../../src/contract/session-bundle.ts'
import { openSqliteStore } from '../../../src/main/persistence/sqlite/open.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const CHATS = 150
const TURNS = 200

/** The chat that holds 200 turns. */
export const longChat = 'Tariff codes for cotton bags'

/** Fills a closed profile with 150 chats over the nine months before `now`, one of them with 200 turns. */
export async function seedChats(profile: string, now: number): Promise<void> {
  await write(
    profile,
    Array.from({ length: CHATS }, (_, number) => chatOf(number, TURNS, now)),
  )
}

/** Fills a closed profile with the long chat alone, with so many turns. */
export async function seedLongChat(profile: string, turns: number): Promise<void> {
  await write(profile, [chatOf(subjects.indexOf(longChat), turns, Date.now())])
}

async function write(profile: string, bundles: readonly SessionBundle[]): Promise<void> {
  const log = { info() {}, warn() {}, error() {} }
  const store = await openSqliteStore({ path: join(profile, 'parley.sqlite'), log })
  try {
    for (const bundle of bundles) await store.transfer.write(bundle)
  } finally {
    await store.close()
  }
}

const subjects = [
  'Carriers to Lyon',
  'Release notes for 2.4',
  longChat,
  'Why the label printer at the second gate stops after three hundred labels on cold mornings',
  'Regex for tracking numbers',
  'Returns letter, friendlier tone',
  'Compare three euro banks',
] as const

function chatOf(number: number, turns: number, now: number): SessionBundle {
  const at = now - HOUR_MS - Math.floor(number * 1.8 * DAY_MS)
  const subject = subjects[number % subjects.length] ?? ''
  const title = number < subjects.length ? subject : `Notes ${number}: ${subject}`
  const id = sessionIdOf(`seed-${number}`)
  const messages = title === longChat ? turnsOf(id, turns, now) : []
  const leafId = messages.at(-1)?.id ?? null
  const pin = number === 1 ? { pinnedAt: at } : {}
  const session = { id, title, titledByUser: true, leafId, createdAt: at, updatedAt: at, ...pin }
  return { session, messages, runs: [], calls: [], events: [] }
}

function turnsOf(sessionId: SessionId, turns: number, now: number): readonly Message[] {
  return Array.from({ length: 2 * turns }, (_, number): Message => {
    const asks = number % 2 === 0
    const turn = Math.floor(number / 2) + 1
    const text = asks
      ? `Question ${turn}: which code has bag ${turn}?`
      : `Answer ${turn}.\n\n${'It depends on the weave and the weight. '.repeat(1 + (turn % 9))}`
    return {
      id: messageIdOf(`seed-message-${number}`),
      sessionId,
      parentId: number === 0 ? null : messageIdOf(`seed-message-${number - 1}`),
      role: asks ? 'user' : 'assistant',
      parts: [{ type: 'text', text }],
      ...(!asks && { finishReason: 'stop' }),
      createdAt: now - DAY_MS + number,
    }
  })
}
