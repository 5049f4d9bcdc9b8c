import { createStore, type StoreApi } from 'zustand/vanilla'
import { maxMessageBytes } from '../../contract/method.ts'
import { createDraftSaver } from './draft-saver.ts'
import type { Environment } from './environment.ts'

/** What is written but not sent, by session id, or `newChatKey`. The core keeps it over a crash. */
export interface Drafts {
  readonly store: StoreApi<{ readonly drafts: Readonly<Record<string, string>> }>
  /** Reads what an earlier window left. What was written here meanwhile stays. */
  readonly load: () => Promise<void>
  readonly set: (key: string, text: string) => void
  /** Empties the field of a chat; its text is kept all the same until `set` or `settle`. */
  readonly lift: (key: string) => void
  /** Keeps what the field holds now. */
  readonly settle: (key: string) => void
}

/** How old what is kept may be while somebody writes, in milliseconds. */
const saveEveryMs = 500
/** To keep a text of this length so often would cost more than it is worth. */
const longLength = 200_000
const saveLongEveryMs = 1_500

type DraftsEnvironment = Pick<Environment, 'transport' | 'delay' | 'onLeave'>

export function createDrafts({ transport, delay, onLeave }: DraftsEnvironment): Drafts {
  const store = createStore(() => ({ drafts: {} as Readonly<Record<string, string>> }))
  const touched = new Set<string>()
  const lifted = new Map<string, string>()
  const shown = (key: string) => store.getState().drafts[key] ?? ''
  const textOf = (key: string) => [lifted.get(key), shown(key)].filter(Boolean).join('\n\n')
  const show = (key: string, text: string) => {
    const { [key]: _old, ...others } = store.getState().drafts
    touched.add(key)
    store.setState({ drafts: text === '' ? others : { ...others, [key]: text } })
  }
  const saver = createDraftSaver({
    delay,
    patience: (key) => (textOf(key).length > longLength ? saveLongEveryMs : saveEveryMs),
    async put(key) {
      const text = textOf(key)
      if (isKept(text)) await transport.invoke('drafts.put', { key, text })
    },
  })
  const settle = (key: string) => {
    lifted.delete(key)
    saver.keep(key)
  }
  onLeave(saver.hurry)
  return {
    store,
    async load() {
      const { drafts } = await transport.invoke('drafts.list', {})
      const kept = Object.entries(drafts).filter(([key]) => !touched.has(key))
      store.setState((state) => ({ drafts: { ...state.drafts, ...Object.fromEntries(kept) } }))
    },
    set(key, text) {
      show(key, text)
      settle(key)
    },
    lift(key) {
      lifted.set(key, shown(key))
      show(key, '')
      saver.keep(key)
    },
    settle,
  }
}

// What could not be sent lives as long as the window.
function isKept(text: string): boolean {
  const mostBytesPerUnit = 3
  if (text.length * mostBytesPerUnit <= maxMessageBytes) return true
  return new TextEncoder().encode(text).length <= maxMessageBytes
}
