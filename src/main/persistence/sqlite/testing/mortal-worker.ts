import { parentPort } from 'node:worker_threads'
import { deadly } from './deadly.ts'

// The real worker, which dies without an answer when it is asked for one message.
parentPort?.on('message', (request: { readonly input: unknown }) => {
  if (request.input === deadly) process.exit()
})
await import('../worker.ts')
