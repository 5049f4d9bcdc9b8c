/** A queue that one reader waits on. Items come out in the order in which they went in. */
export interface AsyncQueue<Item extends object> {
  push(item: Item): void
  /** The oldest item, as soon as there is one. Only one reader may wait at a time. */
  next(): Promise<Item>
}

/** Makes an empty queue. It never refuses an item: whoever pushes bounds the rate. */
export function createAsyncQueue<Item extends object>(): AsyncQueue<Item> {
  let items: Item[] = []
  let read = 0
  let waiting: ((item: Item) => void) | undefined

  return {
    push(item) {
      if (!waiting) {
        items.push(item)
        return
      }
      const give = waiting
      waiting = undefined
      give(item)
    },
    next() {
      if (waiting) return Promise.reject(new Error('another reader already waits'))
      const item = items[read]
      if (!item) return new Promise((resolve) => (waiting = resolve))
      read++
      // Dropping the read part only now and then keeps reading at constant cost.
      if (read === items.length || read > 1024) {
        items = items.slice(read)
        read = 0
      }
      return Promise.resolve(item)
    },
  }
}
