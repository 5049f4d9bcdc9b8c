/** Counts tokens of a text. Exact for some models, near for the others. */
export interface TokenCounter {
  readonly count: (text: string) => Promise<number>
}
