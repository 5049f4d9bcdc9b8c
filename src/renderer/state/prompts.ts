import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PromptId } from '../../contract/id.ts'
import type { Prompt, PromptWords } from '../../contract/prompt.ts'
import type { Variable } from '../../contract/prompt-text.ts'
import type { Transport } from '../transport/transport.ts'
import type { Environment } from './environment.ts'
import { type Unsaved, withUnsaved } from './unsaved.ts'

/** A place in the message that is being written: what is inserted goes into the place of what stands there. */
export interface Place {
  readonly from: number
  readonly to: number
}

/** A prompt that waits for the values of its variables. */
export interface Filling {
  readonly name: string
  readonly variables: readonly Variable[]
  readonly place: Place
  /** The words with these values. */
  readonly wordsWith: (values: ReadonlyMap<string, string>) => string | Promise<string>
}

export interface PromptsState extends Unsaved<PromptWords> {
  readonly prompts: readonly Prompt[]
  readonly filling?: Filling | undefined
}

/** The library of prompts. All changes reject with the core's failure. */
export interface Prompts {
  readonly store: StoreApi<PromptsState>
  readonly load: () => Promise<void>
  readonly save: (words: PromptWords & { readonly id?: PromptId }) => Promise<Prompt>
  /** Keeps what is written in the form of one, or of a `new` one, until it is saved. */
  readonly keep: (key: string, words: PromptWords | undefined) => void
  readonly remove: (id: PromptId) => Promise<void>
  readonly restore: (id: PromptId) => Promise<void>
  /** Gives how many were added. */
  readonly importText: (text: string) => Promise<number>
  /** Saves the whole library as a file. */
  readonly exportFile: () => Promise<void>
  /** Asks for values; `undefined` when that is done. */
  readonly ask: (filling: Filling | undefined) => void
}

export function createPrompts({
  transport,
  saveFile,
}: Pick<Environment, 'saveFile'> & { readonly transport: Transport }): Prompts {
  const store = createStore<PromptsState>(() => ({ prompts: [], unsaved: {} }))
  const take = ({ prompts }: Pick<PromptsState, 'prompts'>) => store.setState({ prompts })
  transport.subscribe((notice) => {
    if (notice.type === 'prompts-changed') take(notice)
  })
  return {
    store,
    load: async () => take(await transport.invoke('prompts.list', {})),
    async save(words) {
      const { prompt, prompts } = await transport.invoke('prompts.save', words)
      take({ prompts })
      return prompt
    },
    keep: (key, words) => store.setState(withUnsaved(key, words)),
    remove: async (id) => take(await transport.invoke('prompts.remove', { id })),
    restore: async (id) => take(await transport.invoke('prompts.restore', { id })),
    async importText(text) {
      const { added, prompts } = await transport.invoke('prompts.import', { text })
      take({ prompts })
      return added
    },
    async exportFile() {
      const { text } = await transport.invoke('prompts.export', {})
      saveFile('parley-prompts.json', new Blob([text], { type: 'application/json' }))
    },
    ask: (filling) => store.setState({ filling }),
  }
}
