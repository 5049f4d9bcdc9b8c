import { emptyTranscript, foldRunEvent, type Transcript } from '../../src/contract/transcript.ts'
import type { FailureCode } from '../../src/contract/failure.ts'
import { textOf, type Message, type Part } from '../../src/contract/message.ts'
import type { Run } from '../../src/contract/run.ts'
import type { RunEvent } from '../../src/contract/run-event.ts'
import type { Usage } from '../../src/contract/usage.ts'
import type { FaultRequest } from './fault-server.ts'

/** What became of a run whose provider played a scenario. */
export interface PlayedRun {
  readonly run: Run
  readonly events: readonly RunEvent[]
  readonly transcript: Transcript
  readonly answers: readonly Message[]
  /** The parts of all answers. */
  readonly parts: readonly Part[]
  readonly text: string
  readonly reasoning: string
  readonly refusal: string
  /** What the tool really gave, in order. */
  readonly ran: readonly string[]
  readonly refused: number
  readonly requests: readonly FaultRequest[]
  /** How often the run waited, and what for. */
  readonly waits: readonly number[]
  readonly retried: readonly FailureCode[]
  readonly usage: Usage
  /** Whether a wait was cut short by the run itself. */
  readonly hurried: boolean
  /** The messages as the deltas alone make them, without what was said of them at their end. */
  readonly deltaText: string
  /** What was written into the log. */
  readonly logged: string
  /** How often the store was written to. */
  readonly commits: number
  readonly connections: number
}

type Seen = Pick<
  PlayedRun,
  'run' | 'events' | 'ran' | 'requests' | 'hurried' | 'logged' | 'commits' | 'connections'
>

export function summaryOf(seen: Seen): PlayedRun {
  const { events, run } = seen
  const transcript = events.reduce(foldRunEvent, emptyTranscript)
  const answers = transcript.messages.filter(({ role }) => role === 'assistant')
  const parts = answers.flatMap((answer) => answer.parts)
  const fromDeltas = events
    .filter((event) => event.type !== 'message-completed' || event.message.role === 'user')
    .reduce(foldRunEvent, emptyTranscript).messages
  const retries = events.filter((event) => event.type === 'retry-scheduled')
  return {
    ...seen,
    transcript,
    answers,
    parts,
    text: answers.map(textOf).join(''),
    reasoning: wordsOf(parts, 'reasoning'),
    refusal: wordsOf(parts, 'refusal'),
    refused: events.filter(({ type }) => type === 'tool-call-failed').length,
    waits: retries.map(({ delayMs }) => delayMs),
    retried: retries.map(({ failure }) => failure.code),
    usage: run.usage,
    deltaText: fromDeltas
      .filter(({ role }) => role === 'assistant')
      .map(textOf)
      .join(''),
  }
}

function wordsOf(parts: readonly Part[], type: 'reasoning' | 'refusal'): string {
  return parts.map((part) => (part.type === type && 'text' in part ? part.text : '')).join('')
}
