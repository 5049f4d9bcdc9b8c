import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure } from '../../contract/failure.ts'
import type { MessageId, SessionId } from '../../contract/id.ts'
import type { FoundMessage } from '../../contract/search.ts'
import type { Conversation } from './conversation.ts'
import type { Environment } from './environment.ts'
import { failureOf } from './failure.ts'
import { countOf, firstPlaceOf, messageAt, withCount } from './found-places.ts'
import type { View } from './view.ts'

export interface FindState {
  readonly open: boolean
  /** Whether a hit of the search over all messages led here: its reader is at the words, not in the field. */
  readonly led: boolean
  readonly text: string
  /** What was looked for last; older than `text` while the core looks. */
  readonly found: string
  /** Every message that has the words, in the order of the chat, and how often. */
  readonly places: readonly FoundMessage[]
  /** False when there are more than were looked for. */
  readonly complete: boolean
  /** Which of all places is shown; -1 when there is none. */
  readonly current: number
  /** Counts how often a place was to be brought into sight, once its message is loaded. */
  readonly asked: number
  readonly failure?: Failure | undefined
}

/** The search within the open chat, whether it is loaded or not. */
export interface Find {
  readonly store: StoreApi<FindState>
  readonly show: () => void
  readonly hide: () => void
  readonly look: (text: string) => void
  /** Goes to the next later place of the words, or with -1 to the next earlier one; around at the ends. */
  readonly step: (by: 1 | -1) => void
  /** Opens a chat and goes to the first place of the words in a message; to the message where it does not show them. */
  readonly jump: (text: string, sessionId: SessionId, messageId: MessageId) => Promise<void>
  /** Tells how often the words stand in some messages of one turn, as they are drawn: marks do not count, nor do addresses. */
  readonly correct: (messageIds: readonly MessageId[], count: number) => void
}

type Needs = Pick<Environment, 'transport' | 'delay'> & {
  readonly conversation: Conversation
  readonly view: Pick<View, 'setTarget'>
}

const nothing = { found: '', places: [], complete: true, current: -1, failure: undefined } as const
const closed = { open: false, led: false, text: '', ...nothing } as const
/** How long the writer pauses before the words are looked for, in milliseconds. */
const pauseMs = 150

export function createFind(needs: Needs): Find {
  const { delay, conversation, view } = needs
  const store = createStore<FindState>(() => ({ ...closed, asked: 0 }))
  const run: Run = { ...needs, store }
  let waiting: (() => void) | undefined
  const forget = () => waiting?.()

  conversation.store.subscribe((next, before) => {
    if (next.sessionId !== before.sessionId) store.setState(closed)
  })
  return {
    store,
    show: () => store.setState({ open: openId(run) !== undefined }),
    hide() {
      forget()
      conversation.older.stop()
      store.setState(closed)
    },
    look(text) {
      forget()
      const words = text.trim()
      if (words === '') return store.setState({ text, ...nothing })
      store.setState({ text })
      if (words !== store.getState().found) waiting = delay(() => void searchFromEnd(run, words), pauseMs)
    },
    step(by) {
      const { places, current } = store.getState()
      const count = countOf(places)
      if (count === 0) return
      void go(run, current < 0 && by < 0 ? count - 1 : (current + by + count) % count)
    },
    async jump(text, sessionId, messageId) {
      // Who breaks off the way there stays where they are.
      if (!(await conversation.openAt(sessionId, messageId))) return
      const words = text.trim()
      forget()
      store.setState({ ...closed, open: true, led: true, text: words })
      if (!(await search(run, words))) return
      const place = firstPlaceOf(store.getState().places, messageId)
      if (place >= 0) return go(run, place)
      store.setState(closed)
      view.setTarget(messageId)
    },
    correct(messageIds, count) {
      const { places, current } = store.getState()
      const order = conversation.store.getState().transcript.messages.map(({ id }) => id)
      const next = withCount({ places, current }, messageIds, count, order)
      if (next) store.setState(next)
    },
  }
}

type Run = Pick<Needs, 'transport' | 'conversation'> & { readonly store: StoreApi<FindState> }

function openId({ conversation }: Run): SessionId | undefined {
  return conversation.store.getState().sessionId
}

async function go(run: Run, current: number): Promise<void> {
  const { store, conversation } = run
  const messageId = messageAt(store.getState().places, current)
  const sessionId = openId(run)
  if (!messageId || !sessionId) return
  conversation.older.stop()
  store.setState({ current, failure: undefined })
  const isStill = () => {
    const now = store.getState()
    return now.open && messageAt(now.places, now.current) === messageId
  }
  try {
    const isThere = await conversation.openAt(sessionId, messageId)
    if (isThere && isStill()) store.setState(({ asked }) => ({ asked: asked + 1 }))
  } catch (error) {
    if (isStill()) store.setState({ failure: failureOf(error) })
  }
}

/** True when the answer is the one to what is asked now. */
async function search(run: Run, text: string): Promise<boolean> {
  const { store, transport } = run
  const sessionId = openId(run)
  if (!sessionId) return false
  const answer = await transport.invoke('sessions.find', { sessionId, text }).catch(failureOf)
  if (store.getState().text.trim() !== text || openId(run) !== sessionId) return false
  if ('code' in answer) store.setState({ ...nothing, found: text, failure: answer })
  else store.setState({ ...nothing, found: text, ...answer })
  return true
}

async function searchFromEnd(run: Run, text: string): Promise<void> {
  // Whoever looks for something has the end of the chat before them, so the last one is the nearest.
  if (await search(run, text)) await go(run, countOf(run.store.getState().places) - 1)
}
