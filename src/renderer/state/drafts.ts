import { createStore, type StoreApi } from 'zustand/vanilla'
import { recall, remember, type Environment } from './environment.ts'

/** What is written but not sent, by session id; `new` for the chat that does not exist yet. */
export interface Drafts {
  readonly store: StoreApi<{ readonly drafts: Readonly<Record<string, string>> }>
  readonly set: (key: string, text: string) => void
}

const STORED_AS = 'parley-drafts'
/** A longer draft lives as long as the window: the page's store holds only a few megabytes. */
const LONGEST_KEPT = 200_000

export const newChatKey = 'new'

export function createDrafts({ storage, schedule }: Pick<Environment, 'storage' | 'schedule'>): Drafts {
  const store = createStore(() => ({ drafts: readDrafts(recall(storage, STORED_AS)) }))
  let saving = false
  const save = () => {
    saving = false
    const kept = Object.entries(store.getState().drafts).filter(([, text]) => text.length <= LONGEST_KEPT)
    remember(storage, STORED_AS, Object.fromEntries(kept))
  }
  return {
    store,
    set(key, text) {
      const { [key]: _old, ...others } = store.getState().drafts
      store.setState({ drafts: text === '' ? others : { ...others, [key]: text } })
      if (saving) return
      saving = true
      schedule(save)
    },
  }
}

function readDrafts(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {}
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(entries)
}
