/** A list that is kept as a whole. */
export interface ListStore<Item> {
  /** The list as last written; empty when there is none. */
  read(): readonly Item[]
  /** Replaces the list. What is on disk is at every moment either the old or the new list, whole. */
  write(items: readonly Item[]): Promise<void>
}
