import { createStore, type StoreApi } from 'zustand/vanilla'
import { maxMessageBytes } from '../../contract/method.ts'
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
  const unsaved = new Set<string>()
  let waiting: (() => void) | undefined
  let saving = false

  const shown = (key: string) => store.getState().drafts[key] ?? ''
  const textOf = (key: string) => [lifted.get(key), shown(key)].filter(Boolean).join('\n\n')
  const show = (key: string, text: string) => {
    const { [key]: _old, ...others } = store.getState().drafts
    touched.add(key)
    store.setState({ drafts: text === '' ? others : { ...others, [key]: text } })
  }
  const put = async (key: string) => {
    const text = textOf(key)
    if (isKept(text)) await transport.invoke('drafts.put', { key, text })
  }
  const save = async () => {
    waiting = undefined
    saving = true
    const keys = [...unsaved]
    unsaved.clear()
    const outcomes = await Promise.allSettled(keys.map(put))
    outcomes.forEach(({ status }, index) => {
      const key = keys[index]
      // Without a connection or room on the disk it is tried again for as long as the window lives.
      if (status === 'rejected' && key !== undefined) unsaved.add(key)
    })
    saving = false
    saveSoon()
  }
  const saveSoon = () => {
    if (saving || waiting || unsaved.size === 0) return
    const isLong = [...unsaved].some((key) => textOf(key).length > longLength)
    waiting = delay(() => void save(), isLong ? saveLongEveryMs : saveEveryMs)
  }
  const keep = (key: string) => {
    unsaved.add(key)
    saveSoon()
  }
  const settle = (key: string) => {
    lifted.delete(key)
    keep(key)
  }
  onLeave(() => {
    waiting?.()
    if (unsaved.size > 0) void save()
  })
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
      keep(key)
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
