import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure } from '../../contract/failure.ts'
import type { MessageId } from '../../contract/id.ts'
import type { Conversation } from './conversation.ts'
import type { Environment } from './environment.ts'
import { failureOf } from './failure.ts'
import type { View } from './view.ts'

export interface FindState {
  readonly open: boolean
  readonly text: string
  /** What was looked for last; older than `text` while the core looks. */
  readonly found: string
  /** Every message that has the words, in the order of the chat. */
  readonly messageIds: readonly MessageId[]
  /** False when there are more than were looked for. */
  readonly complete: boolean
  /** The place in `messageIds` of the one that is shown; -1 when there is none. */
  readonly current: number
  readonly failure?: Failure | undefined
}

/** The search within the open chat, whether it is loaded or not. */
export interface Find {
  readonly store: StoreApi<FindState>
  readonly show: () => void
  readonly hide: () => void
  readonly look: (text: string) => void
  /** Goes to the next later message that has the words, or with -1 to the next earlier one; around at the ends. */
  readonly step: (by: 1 | -1) => void
}

type Needs = Pick<Environment, 'transport' | 'delay'> & {
  readonly conversation: Conversation
  readonly view: Pick<View, 'setTarget'>
}

const nothing = { found: '', messageIds: [], complete: true, current: -1, failure: undefined } as const
/** How long the writer pauses before the words are looked for, in milliseconds. */
const pauseMs = 150

export function createFind({ transport, delay, conversation, view }: Needs): Find {
  const store = createStore<FindState>(() => ({ open: false, text: '', ...nothing }))
  const openId = () => conversation.store.getState().sessionId
  let waiting: (() => void) | undefined
  const forget = () => waiting?.()

  const go = async (current: number) => {
    const messageId = store.getState().messageIds[current]
    const sessionId = openId()
    if (!messageId || !sessionId) return
    conversation.older.stop()
    store.setState({ current, failure: undefined })
    const isStill = () =>
      store.getState().open && store.getState().messageIds[store.getState().current] === messageId
    try {
      if ((await conversation.openAt(sessionId, messageId)) && isStill()) view.setTarget(messageId)
    } catch (error) {
      if (isStill()) store.setState({ failure: failureOf(error) })
    }
  }
  const search = async (text: string) => {
    const sessionId = openId()
    if (!sessionId) return
    const answer = await transport.invoke('sessions.find', { sessionId, text }).catch(failureOf)
    if (store.getState().text.trim() !== text || openId() !== sessionId) return
    if ('code' in answer) return store.setState({ ...nothing, found: text, failure: answer })
    const { messageIds, complete } = answer
    store.setState({ found: text, messageIds, complete, current: -1, failure: undefined })
    // Whoever looks for something has the end of the chat before them, so the last one is the nearest.
    await go(messageIds.length - 1)
  }
  conversation.store.subscribe((next, before) => {
    if (next.sessionId !== before.sessionId) store.setState({ open: false, text: '', ...nothing })
  })
  return {
    store,
    show: () => store.setState({ open: openId() !== undefined }),
    hide() {
      forget()
      conversation.older.stop()
      store.setState({ open: false, text: '', ...nothing })
    },
    look(text) {
      forget()
      const words = text.trim()
      if (words === '') return store.setState({ text, ...nothing })
      store.setState({ text })
      if (words !== store.getState().found) waiting = delay(() => void search(words), pauseMs)
    },
    step(by) {
      const { messageIds, current } = store.getState()
      const count = messageIds.length
      if (count > 0) void go((current + by + count) % count)
    },
  }
}
