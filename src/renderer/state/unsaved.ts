/** Words of forms that are written and not saved, by what they are of. They last as long as the window. */
export interface Unsaved<Words> {
  readonly unsaved: Readonly<Record<string, Words | undefined>>
}

/** The state with other words of one form; `undefined` when they are saved. */
export function withUnsaved<Words>(key: string, words: Words | undefined) {
  return ({ unsaved }: Unsaved<Words>): Unsaved<Words> => ({ unsaved: { ...unsaved, [key]: words } })
}
