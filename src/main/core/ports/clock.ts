/** Time as an argument. */
export interface Clock {
  /** Milliseconds since 1970 UTC, for what people read. */
  now(): number
  /** Milliseconds that never go backwards, for durations. */
  elapsed(): number
  /**
   * Calls once after `delayMs` unless the returned function is called before; 0 means as soon as what waits now is
   * done.
   */
  after(delayMs: number, call: () => void): () => void
  /**
   * Calls each time that the computer has woken, or this process goes on after it was held, for ten seconds or more:
   * what was connected before may be gone without anybody having said so. Returns the function that ends it.
   */
  onWake(call: () => void): () => void
}
