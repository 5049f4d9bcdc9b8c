import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Extraction, ExtractionTask } from './extraction.ts'

/** How long a document may take, in milliseconds, and what its thread may have, in megabytes. */
const limits = { withinMs: 30_000, memoryMb: 512 }

export type ExtractionLimits = typeof limits

// The built worker lies beside the bundle, and the code that starts it may lie in a folder of chunks below it.
const built = ['./extract-worker.js', '../extract-worker.js']

function workerLocation(): URL {
  const found = built.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url))
  return found ?? new URL('./worker.ts', import.meta.url)
}

/** Takes the text out of a document in a thread of its own, which ends when it takes too long or too much. Never rejects. */
export function runExtraction(
  task: ExtractionTask,
  { withinMs, memoryMb }: ExtractionLimits = limits,
): Promise<Extraction> {
  return new Promise((resolve) => {
    const worker = new Worker(workerLocation(), {
      workerData: task,
      name: 'extract',
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, stackSizeMb: 8 },
    })
    const settle = (extraction: Extraction) => {
      clearTimeout(timer)
      resolve(extraction)
      void worker.terminate()
    }
    const fail = (reason: string) => settle({ outcome: 'unreadable', reason })
    const timer = setTimeout(() => fail(`it took longer than ${withinMs / 1000} seconds`), withinMs)
    worker.once('message', settle)
    worker.once('error', (error) => fail(error instanceof Error ? error.message : 'its reader ended'))
    worker.once('exit', () => fail('its reader ended'))
  })
}
