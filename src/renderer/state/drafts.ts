import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Attachment, ContentHash } from '../../contract/attachment.ts'
import { maxMessageBytes, type Draft } from '../../contract/draft.ts'
import { createDraftSaver } from './draft-saver.ts'
import type { Environment } from './environment.ts'

export interface DraftsState {
  /** By session id, or `newChatKey`. */
  readonly drafts: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, readonly Attachment[]>>
}

/** What is written but not sent, with the files that are to go with it. The core keeps it over a crash. */
export interface Drafts {
  readonly store: StoreApi<DraftsState>
  /** Reads what an earlier window left. What was written here meanwhile stays. */
  readonly load: () => Promise<void>
  readonly set: (key: string, text: string) => void
  /** Adds a file behind the others; the same content twice is one file. */
  readonly addFile: (key: string, file: Attachment) => void
  readonly removeFile: (key: string, hash: ContentHash) => void
  /** Empties the field of a chat; what it held is kept all the same until `settle` or `putBack`. */
  readonly lift: (key: string) => void
  /** Puts what was lifted before what was written since. */
  readonly putBack: (key: string) => void
  /** Keeps what the field holds now. */
  readonly settle: (key: string) => void
}

/** How old what is kept may be while somebody writes, in milliseconds. */
const saveEveryMs = 500
/** To keep a text of this length so often would cost more than it is worth. */
const longLength = 200_000
const saveLongEveryMs = 1_500

type DraftsEnvironment = Pick<Environment, 'transport' | 'delay' | 'onLeave'>

interface HeldDraft {
  readonly text: string
  readonly attachments: readonly Attachment[]
}

export function createDrafts({ transport, delay, onLeave }: DraftsEnvironment): Drafts {
  const store = createStore<DraftsState>(() => ({ drafts: {}, files: {} }))
  const touched = new Set<string>()
  const lifted = new Map<string, HeldDraft>()
  const shown = (key: string): HeldDraft => {
    const { drafts, files } = store.getState()
    return { text: drafts[key] ?? '', attachments: files[key] ?? [] }
  }
  const whole = (key: string) => joined(lifted.get(key), shown(key))
  const show = (key: string, { text, attachments }: HeldDraft) => {
    const { drafts, files } = store.getState()
    touched.add(key)
    store.setState({
      drafts: withEntry(drafts, key, text === '' ? undefined : text),
      files: withEntry(files, key, attachments.length === 0 ? undefined : attachments),
    })
  }
  const saver = createDraftSaver({
    delay,
    patience: (key) => (whole(key).text.length > longLength ? saveLongEveryMs : saveEveryMs),
    async put(key) {
      const { text, attachments } = whole(key)
      if (!isKept(text)) return
      await transport.invoke('drafts.put', { key, text, ...(attachments.length > 0 && { attachments }) })
    },
  })
  const change = (key: string, next: Partial<HeldDraft>) => {
    show(key, { ...shown(key), ...next })
    saver.keep(key)
  }
  const settle = (key: string) => {
    lifted.delete(key)
    saver.keep(key)
  }
  onLeave(saver.hurry)
  return {
    store,
    async load() {
      const kept = Object.entries((await transport.invoke('drafts.list', {})).drafts)
      const fresh = kept.filter(([key]) => !touched.has(key))
      store.setState((state) => withDrafts(state, fresh))
    },
    set: (key, text) => change(key, { text }),
    addFile(key, file) {
      const others = shown(key).attachments.filter(({ hash }) => hash !== file.hash)
      change(key, { attachments: [...others, file] })
    },
    removeFile: (key, hash) =>
      change(key, { attachments: shown(key).attachments.filter((file) => file.hash !== hash) }),
    lift(key) {
      lifted.set(key, shown(key))
      change(key, { text: '', attachments: [] })
    },
    putBack(key) {
      show(key, whole(key))
      settle(key)
    },
    settle,
  }
}

function withDrafts(state: DraftsState, kept: readonly (readonly [string, Draft])[]): DraftsState {
  const texts = kept.flatMap(([key, { text }]) => (text === '' ? [] : [[key, text] as const]))
  const files = kept.flatMap(([key, { attachments }]) => (attachments ? [[key, attachments] as const] : []))
  return {
    drafts: { ...state.drafts, ...Object.fromEntries(texts) },
    files: { ...state.files, ...Object.fromEntries(files) },
  }
}

function joined(before: HeldDraft | undefined, after: HeldDraft): HeldDraft {
  if (!before) return after
  const hashes = new Set(before.attachments.map(({ hash }) => hash))
  return {
    text: [before.text, after.text].filter(Boolean).join('\n\n'),
    attachments: [...before.attachments, ...after.attachments.filter(({ hash }) => !hashes.has(hash))],
  }
}

function withEntry<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
  value: Value | undefined,
): Readonly<Record<string, Value>> {
  const { [key]: _old, ...others } = record
  return value === undefined ? others : { ...others, [key]: value }
}

// What could not be sent lives as long as the window.
function isKept(text: string): boolean {
  const mostBytesPerUnit = 3
  if (text.length * mostBytesPerUnit <= maxMessageBytes) return true
  return new TextEncoder().encode(text).length <= maxMessageBytes
}
