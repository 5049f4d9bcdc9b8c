import { SOURCE_LIMIT, type DiagramAnswer, type DiagramOrder } from './protocol.ts'

/** Loading our own code may take its time; drawing what a stranger wrote may not. */
const LOAD_LIMIT_MS = 30_000
const DRAW_LIMIT_MS = 2000

/** What became of a diagram: drawn, or why not. `line` is where it is not understood, from 1, if that is known. */
export type DrawnDiagram =
  | { readonly type: 'drawn'; readonly svg: string; readonly width: number; readonly height: number }
  | { readonly type: 'refused'; readonly line: number | undefined }
  | { readonly type: 'too-long' }
  | { readonly type: 'too-slow' }

/** Starts the worker as a file of the app's own, which `worker-src 'self'` allows. */
export function spawnDiagramWorker(): Worker {
  return new Worker(new URL('./diagram-worker.ts', import.meta.url), { type: 'module', name: 'diagram' })
}

/**
 * Draws one diagram in a worker of its own, which is gone afterwards, whatever the diagram did to it; after two seconds it
 * is stopped. Never rejects. When `signal` is aborted, the worker is stopped and nothing resolves any more.
 */
export function drawDiagram(
  order: DiagramOrder,
  spawn: () => Worker,
  signal: AbortSignal,
): Promise<DrawnDiagram> {
  if (order.source.length > SOURCE_LIMIT) return Promise.resolve({ type: 'too-long' })
  const { promise, resolve } = Promise.withResolvers<DrawnDiagram>()
  const worker = spawn()
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = (): void => {
    clearTimeout(timer)
    worker.terminate()
  }
  const end = (drawn: DrawnDiagram): void => {
    signal.removeEventListener('abort', stop)
    stop()
    resolve(drawn)
  }
  const endAfter = (ms: number, drawn: DrawnDiagram): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      // An answer that came while the window was busy still waits behind this, and counts.
      timer = setTimeout(() => end(drawn))
    }, ms)
  }
  worker.addEventListener('message', ({ data }: MessageEvent<DiagramAnswer>) => {
    if (data.type === 'ready') endAfter(DRAW_LIMIT_MS, { type: 'too-slow' })
    else end(data)
  })
  worker.addEventListener('error', () => end({ type: 'refused', line: undefined }))
  signal.addEventListener('abort', stop, { once: true })
  endAfter(LOAD_LIMIT_MS, { type: 'too-slow' })
  worker.postMessage(order, { transfer: [] })
  return promise
}
