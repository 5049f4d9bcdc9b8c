import { promptIdOf, type PromptId } from '../../../contract/id.ts'
import {
  longestPrompt,
  longestPromptName,
  promptFileSchema,
  type Prompt,
  type PromptFile,
  type PromptWords,
} from '../../../contract/prompt.ts'
import { ParleyError, reasonOf } from '../errors.ts'
import type { ListStore } from '../ports/list-store.ts'
import { checkLength } from './agents.ts'
import { createNamedList } from './named-list.ts'

/** The user's library of prompts. */
export interface Prompts {
  all(): readonly Prompt[]
  /** Makes a prompt, or changes the one with that id. Throws `prompt-missing`, `name-taken`, `text-too-long`. */
  save(words: PromptWords & { readonly id?: PromptId | undefined }): Promise<Prompt>
  /** Throws `prompt-missing`. */
  remove(id: PromptId): Promise<void>
  /** Throws `prompt-missing` where nothing of that id was removed since the start. */
  restore(id: PromptId): Promise<void>
  /** Adds what an exported file holds and gives how many those are. Throws `prompts-unreadable`. */
  importText(text: string): Promise<number>
  /** The library as the text of a file. */
  exportText(): string
  watch(listener: () => void): () => void
}

export function createPrompts(store: ListStore<Prompt>): Prompts {
  const list = createNamedList(store, 'prompt-missing', { longest: longestPromptName, before: '-' })
  return {
    all: () => list.all(),
    async save({ id, ...words }) {
      checkLength(words.text, longestPrompt)
      const known = id === undefined ? undefined : list.get(id)
      const prompt = { ...given(words), id: known?.id ?? newId() }
      await list.save(prompt)
      return prompt
    },
    remove: (id) => list.remove(id),
    restore: (id) => list.restore(id),
    async importText(text) {
      const { prompts } = read(text)
      await list.add(prompts.map((words) => ({ ...given(words), id: newId() })))
      return prompts.length
    },
    exportText() {
      const prompts = list.all().map(({ id: _id, ...words }) => words)
      return `${JSON.stringify({ version: 1, prompts } satisfies PromptFile, undefined, 2)}\n`
    },
    watch: (listener) => list.watch(listener),
  }
}

function read(text: string): PromptFile {
  try {
    return promptFileSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new ParleyError('prompts-unreadable', { params: { detail: placeOf(error) }, cause: error })
  }
}

// The reader's own words quote the file or fill a page.
function placeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('issues' in error)) return 'it is not JSON'
  const [issue] = Array.isArray(error.issues) ? error.issues : []
  const { path, message } = { path: [], message: reasonOf(error), ...issue }
  return `${path.join('.')}: ${message}`
}

function newId(): PromptId {
  return promptIdOf(crypto.randomUUID())
}

function given({ name, description, text }: PromptWords): PromptWords {
  return { name: name.trim(), ...(description && { description }), text }
}
