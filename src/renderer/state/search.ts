import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure } from '../../contract/failure.ts'
import type { SearchHit } from '../../contract/search.ts'
import type { Transport } from '../transport/transport.ts'
import { failureOf } from './failure.ts'

export interface SearchState {
  readonly open: boolean
  readonly text: string
  /** What was found for `found`, which is older than `text` while the engine looks. */
  readonly found: string
  readonly hits: readonly SearchHit[]
  /** False when there are more matches than were looked at. */
  readonly complete: boolean
  readonly failure?: Failure | undefined
}

/** The search over all messages. */
export interface Search {
  readonly store: StoreApi<SearchState>
  readonly show: () => void
  readonly hide: () => void
  readonly look: (text: string) => void
}

/** What a text begins with that asks for commands of the window alone. */
export const commandSign = '>'

/** What of the text is looked for in chats. */
export function questionOf({ text }: Pick<SearchState, 'text'>): string {
  return text.trimStart().startsWith(commandSign) ? '' : text.trim()
}

const nothing = { found: '', hits: [], complete: true, failure: undefined } as const
const MOST_HITS = 30

export function createSearch(transport: Transport): Search {
  const store = createStore<SearchState>(() => ({ open: false, text: '', ...nothing }))
  let looking = false

  const look = async (text: string) => {
    const { rest, ...first } = await answer(transport, text)
    store.setState(first)
    // What takes the engine longer, as the insides of words, comes with the second page, behind what is shown already.
    if (rest === undefined || first.hits.length >= MOST_HITS) return
    if (questionOf(store.getState()) !== text) return
    const { rest: _, hits, ...second } = await answer(transport, text, rest)
    if (!second.failure) store.setState({ ...second, hits: [...first.hits, ...hits].slice(0, MOST_HITS) })
  }
  // One search at a time: whoever types fast gets the answer to what was typed last, and the engine no heap of others.
  const next = async () => {
    if (looking) return
    looking = true
    try {
      for (;;) {
        const text = questionOf(store.getState())
        if (text === store.getState().found) return
        await look(text)
      }
    } finally {
      looking = false
    }
  }
  return {
    store,
    show: () => store.setState({ open: true }),
    hide: () => store.setState({ open: false }),
    look(text) {
      store.setState({ text })
      void next()
    },
  }
}

type Answer = Pick<SearchState, 'found' | 'hits' | 'complete' | 'failure'> & {
  /** Where more is to be had. */
  readonly rest?: string | undefined
}

async function answer(transport: Transport, text: string, cursor?: string): Promise<Answer> {
  if (text === '') return nothing
  try {
    const query = { text, limit: MOST_HITS, ...(cursor !== undefined && { cursor }) }
    const { hits, complete, nextCursor } = await transport.invoke('sessions.search', query)
    return { found: text, hits, complete, failure: undefined, rest: nextCursor }
  } catch (error) {
    return { ...nothing, found: text, failure: failureOf(error) }
  }
}
