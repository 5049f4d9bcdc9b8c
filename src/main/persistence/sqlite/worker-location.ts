import { existsSync } from 'node:fs'

// The built worker lies beside the bundle, and the code that opens it may lie in a folder of chunks below it.
const built = ['./sqlite-worker.js', '../sqlite-worker.js']

/**
 * Where the worker's code is, seen from the module `here` (its `import.meta.url`): the built file when there is one,
 * else the source, which Node runs as it is.
 */
export function workerLocation(here: string, exists: (url: URL) => boolean = existsSync): URL {
  const found = built.map((path) => new URL(path, here)).find((url) => exists(url))
  return found ?? new URL('./worker.ts', here)
}
