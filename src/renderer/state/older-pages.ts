import type { Failure } from '../../contract/failure.ts'
import type { MessageId, SessionId } from '../../contract/id.ts'
import { longestPage } from '../../contract/transcript.ts'
import { pageBefore, type Transcript } from '../../contract/transcript.ts'
import { FailureError, type Transport } from '../transport/transport.ts'
import { failureOf } from './failure.ts'
import { withPageBefore } from './pages.ts'

/** What goes on before the first message that is loaded; absent when nothing does. */
export type OlderState =
  | {
      readonly status: 'loading'
      /** How many messages have come, and how many are to come, where more than the next page is wanted. */
      readonly loaded?: number
      readonly total?: number | undefined
    }
  | { readonly status: 'failed'; readonly failure: Failure }

/** The messages before those that are loaded. */
export interface OlderPages {
  /** Loads the page before, unless there is none or something is being loaded. A failure stands in the state. */
  readonly next: () => Promise<void>
  /** Loads everything. True when the beginning of the chat is there. A failure stands in the state. */
  readonly all: () => Promise<boolean>
  /** Loads so many messages and more. True when the message is there; rejects when it could not be loaded. */
  readonly upTo: (id: MessageId, count: number) => Promise<boolean>
  /** Ends the loading at once; what has come is kept. */
  readonly stop: () => void
}

/** What is on the screen, and how it is changed. */
export interface Shown {
  readonly sessionId: () => SessionId | undefined
  readonly transcript: () => Transcript
  /** Changes with every session that is opened or read anew. */
  readonly turn: () => number
  readonly change: (older: OlderState | undefined, transcript: Transcript) => void
}

/** How many messages come while somebody reads. */
const pageWhileReading = 100

interface Wish {
  readonly limit: number
  readonly total?: number
  readonly isEnough: (pages: Transcript) => boolean
}

export function createOlderPages(transport: Transport, shown: Shown): OlderPages {
  let running: { readonly turn: number; readonly work: Promise<Failure | undefined> } | undefined
  let stopping = new AbortController()

  const load = (wish: Wish): Promise<Failure | undefined> => {
    stopping = new AbortController()
    return loadPages(transport, shown, wish, stopping.signal)
  }
  // One at a time: whoever wants more than is being loaded begins where that ends.
  const begin = async (wish: Wish): Promise<Failure | undefined> => {
    const turn = shown.turn()
    const before = running?.turn === turn ? running.work : undefined
    const work = before ? before.then(() => (shown.turn() === turn ? load(wish) : undefined)) : load(wish)
    running = { turn, work }
    const failure = await work
    if (running.work === work) running = undefined
    return failure
  }
  const tellFailure = (failure: Failure | undefined) => {
    if (failure) shown.change({ status: 'failed', failure }, shown.transcript())
  }
  return {
    async next() {
      if (running?.turn === shown.turn() || !pageBefore(shown.transcript())) return
      tellFailure(await begin({ limit: pageWhileReading, isEnough: () => true }))
    },
    async all() {
      if (pageBefore(shown.transcript())) {
        tellFailure(await begin({ limit: longestPage, isEnough: () => false }))
      }
      return pageBefore(shown.transcript()) === undefined
    },
    async upTo(id, count) {
      const isThere = ({ messages }: Transcript) => messages.some((message) => message.id === id)
      const total = Math.max(0, count - shown.transcript().messages.length)
      if (!isThere(shown.transcript())) {
        const failure = await begin({ limit: longestPage, total, isEnough: isThere })
        if (failure) throw new FailureError(failure)
      }
      return isThere(shown.transcript())
    },
    stop: () => stopping.abort(),
  }
}

/** Puts pages in front of what is shown, all at once. What came before a failure or the signal stays. */
async function loadPages(
  transport: Transport,
  shown: Shown,
  { limit, total, isEnough }: Wish,
  signal: AbortSignal,
): Promise<Failure | undefined> {
  const [turn, sessionId] = [shown.turn(), shown.sessionId()]
  const tell = (loaded: number) => {
    const progress = limit > pageWhileReading ? { loaded, total } : {}
    shown.change({ status: 'loading', ...progress }, shown.transcript())
  }
  const stopped = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  let pages: Transcript | undefined
  let failure: Failure | undefined
  for (let isDone = false; !isDone;) {
    const messageId = pageBefore(pages ?? shown.transcript())
    if (!sessionId || !messageId) break
    tell(pages?.messages.length ?? 0)
    const asked = transport.invoke('sessions.older', { sessionId, messageId, limit }).catch(failureOf)
    const answer = await Promise.race([asked, stopped])
    if (shown.turn() !== turn) return undefined
    if (!answer) break
    const before = pages?.messages.length ?? 0
    if ('code' in answer) failure = answer
    else pages = pages ? withPageBefore(answer.transcript, pages) : answer.transcript
    // A page that does not fit would be asked for again and again.
    isDone = !pages || pages.messages.length === before || isEnough(pages)
  }
  const transcript = shown.transcript()
  shown.change(undefined, pages ? withPageBefore(pages, transcript) : transcript)
  return failure
}
