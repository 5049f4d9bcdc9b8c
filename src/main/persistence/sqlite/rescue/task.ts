import type { ContentHash } from '../../../../contract/attachment.ts'
import { recoverFile, type Recovered } from '../salvage/recover-file.ts'
import { hashesInFile } from './hashes-in-file.ts'
import { inspectFile, type Inspection } from './inspect-file.ts'
import { checkFile, type CheckedFile } from './check-file.ts'

interface Shape<Input, Output> {
  readonly input: Input
  readonly output: Output
}

/** What a thread of its own does with a file that is not open, so that neither the window nor a query waits for it. */
export interface TaskShapes {
  check: Shape<{ readonly path: string; readonly rows: boolean; readonly name: string }, CheckedFile>
  inspect: Shape<{ readonly path: string; readonly name: string }, Inspection>
  /** The content that a copy refers to; undefined when it cannot be read. */
  hashes: Shape<{ readonly path: string; readonly name: string }, readonly ContentHash[] | undefined>
  recover: Shape<{ readonly from: string; readonly into: string; readonly name: string }, Recovered>
}
export type TaskName = keyof TaskShapes
export type TaskInput<Name extends TaskName> = TaskShapes[Name]['input']
export type TaskOutput<Name extends TaskName> = TaskShapes[Name]['output']

/** One task, as a thread is given it. */
export type Task<Name extends TaskName = TaskName> = {
  readonly [Each in Name]: { readonly task: Each; readonly input: TaskInput<Each> }
}[Name]

type Tasks = { readonly [Name in TaskName]: (input: TaskInput<Name>) => TaskOutput<Name> }

const tasks: Tasks = {
  check: ({ path, rows, name }) => checkFile(path, rows, name),
  inspect: ({ path }) => inspectFile(path),
  hashes: ({ path }) => hashesInFile(path),
  recover: ({ from, into }) => recoverFile(from, into),
}

/** Does a task. Throws ParleyError or what SQLite threw. */
export function perform<Name extends TaskName>(task: Task<Name>): TaskOutput<Name> {
  return tasks[task.task](task.input)
}
