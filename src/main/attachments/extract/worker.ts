import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { extract } from './extraction.ts'

const taskSchema = z.object({ kind: z.enum(['pdf', 'packed', 'other']), bytes: z.instanceof(Uint8Array) })

// One document, one thread: whatever it leaves behind ends with it.
if (parentPort) parentPort.postMessage(await extract(taskSchema.parse(workerData)), [])
