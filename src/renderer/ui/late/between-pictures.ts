/** A task of its own: what the user does, and a picture that is due, come before it. */
export function soonWork(work: () => void): () => void {
  const { port1, port2 } = new MessageChannel()
  port1.addEventListener('message', work, { once: true })
  port1.start()
  port2.postMessage(undefined, { transfer: [] })
  return () => port1.close()
}

/** Nothing waits longer than this, in milliseconds, however busy the page is: at 500 a long answer took a quarter of a minute. */
const LONGEST_MS = 100

export function laterWork(work: () => void): () => void {
  const id = requestIdleCallback(work, { timeout: LONGEST_MS })
  return () => cancelIdleCallback(id)
}
