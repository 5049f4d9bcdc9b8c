/** Where releases are read. */
export interface ReleaseFeed {
  /** Gives what stands at the address, parsed. Throws an Error that says in a sentence's part why it could not. */
  read(address: string, signal: AbortSignal): Promise<unknown>
}
