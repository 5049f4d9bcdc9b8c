/** Starts the highlight worker as a file of the app's own, which `worker-src 'self'` allows. */
export function spawnHighlightWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'highlight' })
}
