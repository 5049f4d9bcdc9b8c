import { sessionIdOf, type SessionId } from '../../src/contract/id.ts'
import type { Client } from './client.ts'
import { fateOf, type Fate, type Ledger, type Turn } from './ledger.ts'
import type { Random } from './random.ts'

/** How many sessions are talked to at the same time. */
const atOnce = 2

/**
 * Uses the app until it dies: turns in two sessions at once, the next as soon as one has ended, and now and then a new
 * title or a purge. What the app acknowledges goes into the ledger.
 */
export function talkTo(client: Client, ledger: Ledger, random: Random): void {
  const bySession = new Map<SessionId, Turn>()
  const next = (sessionId: SessionId) => {
    const turn = planTurn(ledger, random, sessionId)
    bySession.set(sessionId, turn)
    void take(ledger, turn, client)
  }
  client.onEvents = (runId, events) => {
    const turn = [...bySession.values()].find((each) => each.runId === runId)
    if (!turn) return
    for (const event of events) {
      if (event.type === 'text-delta') turn.received.push({ text: event.text, at: event.at })
    }
    if (!events.some(({ type }) => type === 'run-ended')) return
    bySession.delete(turn.sessionId)
    const isOver = random.below(4) === 0
    if (isOver) void change(client, ledger, random, turn.sessionId)
    next(isOver ? newSession(ledger) : turn.sessionId)
  }
  const free = freeSessions(ledger)
  for (let index = 0; index < atOnce; index++) {
    const known = free[free.length - 1 - index]
    next(known !== undefined && random.below(3) > 0 ? known : newSession(ledger))
  }
}

async function take(ledger: Ledger, turn: Turn, client: Client): Promise<void> {
  try {
    const { run } = await client.ask('runs.start', { sessionId: turn.sessionId, text: turn.text })
    turn.runId = run.id
    const { events } = await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
    client.onEvents(run.id, events)
  } catch (error) {
    complain(ledger, turn.marker, error)
  }
}

async function change(client: Client, ledger: Ledger, random: Random, id: SessionId): Promise<void> {
  const fate = fateOf(ledger, id)
  try {
    if (random.below(2) === 0) {
      const title: Fate['title'] = { wished: `Title ${random.below(1e6)}`, acknowledged: false }
      fate.title = title
      await client.ask('sessions.rename', { sessionId: id, title: title.wished })
      title.acknowledged = true
    } else {
      const purge: Fate['purge'] = { acknowledged: false }
      fate.purge = purge
      await client.ask('sessions.delete', { sessionId: id })
      await client.ask('sessions.purge', { sessionId: id })
      purge.acknowledged = true
    }
  } catch (error) {
    complain(ledger, id, error)
  }
}

// That the connection was lost is what a kill looks like from here.
function complain(ledger: Ledger, what: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  if (reason !== 'the connection was lost') ledger.complaints.push(`${what}: refused with ${reason}`)
}

function planTurn(ledger: Ledger, random: Random, sessionId: SessionId): Turn {
  const marker = `t${ledger.turns.length}`
  const turn: Turn = {
    marker,
    text: `Turn ${marker}: ${'please say something. '.repeat(1 + random.below(20))}`,
    sessionId,
    life: ledger.life,
    calls: Array.from({ length: random.below(3) }, () => 1 + random.below(3)),
    deltas: 3 + random.below(30),
    rounds: [],
    received: [],
    askedIn: new Set(),
    results: new Map(),
  }
  ledger.turns.push(turn)
  return turn
}

function newSession({ turns }: Ledger): SessionId {
  return sessionIdOf(`s${turns.length}-${turns.at(-1)?.marker ?? 'first'}`)
}

function freeSessions({ turns, fates }: Ledger): readonly SessionId[] {
  const known = new Set(turns.filter(({ runId }) => runId !== undefined).map(({ sessionId }) => sessionId))
  return [...known].filter((id) => fates.get(id)?.purge === undefined)
}
