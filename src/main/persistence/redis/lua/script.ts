import { createHash } from 'node:crypto'
import { library } from './library.ts'

/** A program that the server runs as one step: nobody sees or does anything between its first and its last command. */
export interface Script {
  readonly text: string
  /** The name under which the server keeps it once it has seen it. */
  readonly sha: string
}

/** Makes a script of its body, which may use the functions of `library.ts`. */
export function scriptOf(body: string): Script {
  const text = `${library}\n${body}`
  return { text, sha: createHash('sha1').update(text).digest('hex') }
}
