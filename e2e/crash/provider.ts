import type { WireBrain } from '../wire/server.ts'
import type { WireRound, WireStep } from '../wire/round.ts'
import { now, type Ledger, type Round, type Turn } from './ledger.ts'
import type { Random } from './random.ts'

/** The key of each life is its own: a request may arrive when its sender is dead. */
export function keyOfLife(life: number): string {
  return `life-${life}`
}

function lifeOfKey(key: string): number {
  return Number(key.slice('life-'.length))
}

interface ChatTurn {
  readonly role: string
  readonly content?: string | null
  readonly tool_call_id?: string
  readonly tool_calls?: readonly { readonly id: string }[]
}

export interface CrashProvider {
  readonly brain: WireBrain
  /** Called when the provider has sent all of an answer that asks for tools. */
  onCalls: () => void
}

/**
 * A provider that answers slowly, in pieces and with calls as each turn's plan says, writes down when it had sent what,
 * and looks at each request for what a crash may have broken: lost turns, calls without results, tools that ran twice.
 */
export function createCrashProvider(ledger: Ledger, random: Random): CrashProvider {
  const provider: CrashProvider = {
    onCalls: () => undefined,
    brain(_protocol, body, key) {
      const { messages } = body as { readonly messages: readonly ChatTurn[] }
      const asked = messages.findLastIndex(({ role }) => role === 'user')
      const newest = questionsIn(messages[asked]).at(-1)
      const turn = ledger.turns.find(({ text }) => text === newest)
      if (!turn) throw new Error('the provider was asked about a turn that nobody began')
      turn.askedIn.add(lifeOfKey(key))
      examine(ledger, turn, messages, messages.slice(asked + 1))
      return answerOf(turn, random, () => provider.onCalls())
    },
  }
  return provider
}

// Questions without an answer between them are sent as one, a blank line between each.
function questionsIn(message: ChatTurn | undefined): readonly string[] {
  return message?.role === 'user' ? String(message.content).split('\n\n') : []
}

function examine(ledger: Ledger, turn: Turn, messages: readonly ChatTurn[], own: readonly ChatTurn[]): void {
  const answered = new Set(messages.map((message) => message.tool_call_id))
  const open = messages.flatMap(({ tool_calls: calls = [] }) => calls.filter(({ id }) => !answered.has(id)))
  if (open.length > 0) ledger.complaints.push(`${turn.marker}: a call was sent without a result`)
  const told = new Set(messages.flatMap(questionsIn))
  const lost = earlierTurns(ledger, turn).filter(({ text }) => !told.has(text))
  for (const { marker } of lost) ledger.complaints.push(`${turn.marker}: the model was not told of ${marker}`)
  for (const { tool_call_id: id, content } of own) {
    if (id === undefined) continue
    const before = turn.results.get(id) ?? content
    if (before !== content) ledger.complaints.push(`${turn.marker}: ${id} returned two different results`)
    turn.results.set(id, String(content))
  }
}

function earlierTurns({ turns }: Ledger, turn: Turn): readonly Turn[] {
  return turns
    .slice(0, turns.indexOf(turn))
    .filter(({ sessionId, runId }) => sessionId === turn.sessionId && runId !== undefined)
}

function answerOf(turn: Turn, random: Random, onCalls: () => void): WireRound {
  const number = turn.rounds.length
  const round: Round = { pieces: [] }
  turn.rounds.push(round)
  const steps: WireStep[] = []
  for (let index = 0; index < turn.deltas; index++) {
    const text = `${turn.marker}.${number}.${index} `
    steps.push({ type: 'text', text })
    steps.push({ type: 'mark', reached: () => round.pieces.push({ text, at: now() }) })
    steps.push({ type: 'pause', ms: 1 + random.below(8) })
  }
  const count = turn.calls[number] ?? 0
  if (count === 0) return { type: 'answer', steps }
  for (let index = 0; index < count; index++) {
    const input = JSON.stringify({ operation: 'add', a: random.below(1000), b: random.below(1000) })
    const id = `call_${turn.marker}_${number}_${index}`
    steps.push({ type: 'call', id, name: 'calculator', pieces: [input.slice(0, 5), input.slice(5)] })
  }
  steps.push({ type: 'mark', reached: onCalls })
  return { type: 'answer', steps, finish: 'tool-calls' }
}
