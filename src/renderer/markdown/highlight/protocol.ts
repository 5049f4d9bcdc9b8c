/** Messages between the page and the highlight worker: text goes one way, token ends and classes come back. */
export type ToWorker =
  | { readonly type: 'open'; readonly id: number; readonly language: string }
  /** New full lines, then the line being written, whose tokens are a guess that is not remembered. */
  | { readonly type: 'feed'; readonly id: number; readonly lines: readonly string[]; readonly rest: string }
  | { readonly type: 'close'; readonly id: number }

/**
 * `tokens`: for each of `count` lines from line `from`, `data` holds the number of its pairs and then the pairs (end
 * column, class). `rest` holds the pairs of the line being written as it was when fed. `more` says that further
 * answers to the same feed follow. `plain`: the language has no grammar, so there will be no answers.
 */
export type FromWorker =
  | {
      readonly type: 'tokens'
      readonly id: number
      readonly from: number
      readonly count: number
      readonly data: Uint32Array<ArrayBuffer>
      readonly rest: Uint32Array<ArrayBuffer> | undefined
      readonly more: boolean
    }
  | { readonly type: 'plain'; readonly id: number }
