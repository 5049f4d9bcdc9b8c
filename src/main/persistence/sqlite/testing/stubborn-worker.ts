import { parentPort, workerData } from 'node:worker_threads'
import { openingId } from '../protocol.ts'

// A worker that opens and then misbehaves as it is told: it never answers, or it dies at its first request.
parentPort?.on('message', () => {
  if (workerData === 'dies') throw new Error('killed')
})
const opened = { id: openingId, result: { version: 1, foundVersion: 1, upgrade: undefined } }
parentPort?.postMessage(opened, [])
