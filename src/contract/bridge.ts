import type { Failure } from './failure.ts'
import type { Notice } from './notice.ts'

/** An answer as it crosses from the main process: failure is data, so that no detail is lost in an error's text. */
export type Answer = { readonly output: unknown } | { readonly failure: Failure }

/** All that the preload shows to the page, as `window.parley`. */
export interface Bridge {
  invoke(method: string, input: unknown): Promise<Answer>
  /** Calls the listener for every notice; returns the function that ends it. */
  on(listener: (notice: Notice) => void): () => void
}
