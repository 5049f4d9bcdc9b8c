import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Attachment, ContentHash } from '../../contract/attachment.ts'
import { maxMessageBytes, type Draft } from '../../contract/draft.ts'
import { createDraftSaver } from './draft-saver.ts'
import type { Environment } from './environment.ts'

export interface DraftsState {
  /** By session id, or `newChatKey`. */
  readonly drafts: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, readonly Attachment[]>>
  /** What is to be sent when the answer that goes on has ended, in order. */
  readonly queued: Readonly<Record<string, readonly HeldDraft[]>>
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
  /** Empties the field of a chat into its queue. */
  readonly enqueue: (key: string) => void
  /** Takes one out of the queue: back into the field, before what stands there, or for good. */
  readonly unqueue: (key: string, index: number, how: 'edit' | 'drop') => void
  /** Lifts the first of the queue and gives it; undefined when nothing waits. */
  readonly liftQueued: (key: string) => HeldDraft | undefined
  /** Puts what was lifted at the head of the queue: the core answers somebody else in that chat just now. */
  readonly queueLifted: (key: string) => void
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

/** A message that is written. */
export interface HeldDraft {
  readonly text: string
  readonly attachments: readonly Attachment[]
}

const nothing: HeldDraft = { text: '', attachments: [] }

export function createDrafts({ transport, delay, onLeave }: DraftsEnvironment): Drafts {
  const store = createStore<DraftsState>(() => ({ drafts: {}, files: {}, queued: {} }))
  const touched = new Set<string>()
  const lifted = new Map<string, HeldDraft>()
  const shown = (key: string): HeldDraft => {
    const { drafts, files } = store.getState()
    return { text: drafts[key] ?? '', attachments: files[key] ?? [] }
  }
  // What waits is kept with the draft: after a crash it stands in the field again.
  const whole = (key: string) =>
    [...(store.getState().queued[key] ?? []), shown(key)].reduce(
      (before, after) => joined(before, after),
      lifted.get(key) ?? nothing,
    )
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
    put: (key) => put(transport, key, whole(key)),
  })
  const change = (key: string, next: Partial<HeldDraft>) => {
    show(key, { ...shown(key), ...next })
    saver.keep(key)
  }
  const others = (key: string, hash: ContentHash) =>
    shown(key).attachments.filter((file) => file.hash !== hash)
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
    addFile: (key, file) => change(key, { attachments: [...others(key, file.hash), file] }),
    removeFile: (key, hash) => change(key, { attachments: others(key, hash) }),
    lift(key) {
      lifted.set(key, shown(key))
      change(key, nothing)
    },
    ...createQueue({ store, lifted, shown, change, keep: saver.keep }),
    putBack(key) {
      show(key, joined(lifted.get(key), shown(key)))
      settle(key)
    },
    settle,
  }
}

async function put(
  transport: Environment['transport'],
  key: string,
  { text, attachments }: HeldDraft,
): Promise<void> {
  if (!isKept(text)) return
  await transport.invoke('drafts.put', { key, text, ...(attachments.length > 0 && { attachments }) })
}

interface QueueParts {
  readonly store: StoreApi<DraftsState>
  readonly lifted: Map<string, HeldDraft>
  readonly shown: (key: string) => HeldDraft
  readonly change: (key: string, next: HeldDraft) => void
  readonly keep: (key: string) => void
}

/** What waits for the end of an answer. */
function createQueue({ store, lifted, shown, change, keep }: QueueParts) {
  const queueOf = (key: string) => store.getState().queued[key] ?? []
  const setQueue = (key: string, queue: readonly HeldDraft[]) => {
    const { queued } = store.getState()
    store.setState({ queued: withEntry(queued, key, queue.length === 0 ? undefined : queue) })
    keep(key)
  }
  return {
    enqueue(key) {
      setQueue(key, [...queueOf(key), shown(key)])
      change(key, nothing)
    },
    unqueue(key, index, how) {
      const taken = queueOf(key)[index]
      setQueue(key, queueOf(key).toSpliced(index, 1))
      if (taken && how === 'edit') change(key, joined(taken, shown(key)))
    },
    liftQueued(key) {
      const [first, ...others] = queueOf(key)
      if (!first) return undefined
      lifted.set(key, first)
      setQueue(key, others)
      return first
    },
    queueLifted(key) {
      const held = lifted.get(key)
      lifted.delete(key)
      if (held) setQueue(key, [held, ...queueOf(key)])
    },
  } satisfies Partial<Drafts>
}

/** All that is written and not sent, of every chat. */
export function writtenIn({ drafts, queued }: DraftsState): string {
  const keys = new Set([...Object.keys(queued), ...Object.keys(drafts)])
  const texts = Array.from(keys, (key) => [...(queued[key] ?? []).map(({ text }) => text), drafts[key] ?? ''])
  return texts
    .flat()
    .filter((text) => text !== '')
    .join('\n\n')
}

function withDrafts(state: DraftsState, kept: readonly (readonly [string, Draft])[]): DraftsState {
  const texts = kept.flatMap(([key, { text }]) => (text === '' ? [] : [[key, text] as const]))
  const files = kept.flatMap(([key, { attachments }]) => (attachments ? [[key, attachments] as const] : []))
  return {
    drafts: { ...state.drafts, ...Object.fromEntries(texts) },
    files: { ...state.files, ...Object.fromEntries(files) },
    queued: state.queued,
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
