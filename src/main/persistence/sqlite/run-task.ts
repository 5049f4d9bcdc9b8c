import { Worker } from 'node:worker_threads'
import { ParleyError, reasonOf } from '../../core/errors.ts'
import { createOpenCalls } from './open-calls.ts'
import { openingId, type CallAnswer } from './protocol.ts'
import { workerLocation } from './worker-location.ts'
import type { TaskInput, TaskName, TaskOutput } from './rescue/task.ts'

/** Does a task in a thread of its own. Rejects with the ParleyError of the task. */
export async function runTask<Name extends TaskName>(
  task: Name,
  input: TaskInput<Name>,
): Promise<TaskOutput<Name>> {
  const calls = createOpenCalls()
  const { answer } = calls.expect<TaskOutput<Name>>(openingId)
  const end = (reason: string) =>
    calls.rejectAll(new ParleyError('storage-failed', { params: { detail: reason } }))
  const thread = new Worker(workerLocation(import.meta.url), { workerData: { task, input }, name: task })
  thread.on('message', (given: CallAnswer) => calls.settle(given))
  thread.on('error', (error) => end(reasonOf(error)))
  thread.on('exit', () => end('its thread ended'))
  return answer
}
