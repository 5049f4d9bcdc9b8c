import { ErrorReply } from '@redis/client'
import { z } from 'zod'
import { ParleyError } from '../../core/errors.ts'
import type { Connection } from './connection.ts'
import type { Script } from './lua/script.ts'

/** What one argument of a script may be; a list is sent with its length before it. */
export type Argument = string | number | readonly Argument[]

/** The keys under one prefix, as the tables use them. */
export interface Database {
  /** Runs a script as one step and reads its answer. Rejects with ParleyError. */
  run<Schema extends z.ZodType>(
    script: Script,
    args: readonly Argument[],
    reply: Schema,
  ): Promise<z.output<Schema>>
}

/**
 * Runs scripts over a connection. `prefix` begins every key. A script goes out as its text once and as its hash from
 * then on, so that each is known to the server before what follows it, and calls take effect in their order.
 */
export function createDatabase(connection: Connection, prefix: string): Database {
  const sent = new Set<Script>()
  connection.onReturn(() => sent.clear())
  const send = (script: Script, args: readonly string[]) => {
    const byText = () => connection.send(['EVAL', script.text, '1', prefix, ...args])
    if (!sent.has(script)) {
      sent.add(script)
      return byText()
    }
    return connection.send(['EVALSHA', script.sha, '1', prefix, ...args]).catch((error: unknown) => {
      if (!isUnknownScript(error)) throw error
      return byText()
    })
  }
  return {
    async run(script, args, reply) {
      const answer = reply.safeParse(await send(script, args.flatMap(flatten)))
      if (answer.success) return answer.data
      const detail = 'the server gave an answer that makes no sense'
      throw new ParleyError('storage-failed', { params: { detail }, cause: answer.error })
    },
  }
}

/** Rows for a script that knows their width: the number of rows, then every cell. */
export function rows(cells: readonly (readonly Argument[])[]): readonly Argument[] {
  return [cells.length, ...cells.flat()]
}

function flatten(argument: Argument): readonly string[] {
  if (typeof argument !== 'object') return [String(argument)]
  return [String(argument.length), ...argument.map(String)]
}

// An administrator may flush the scripts, and another server may have taken the place of the first.
function isUnknownScript(error: unknown): boolean {
  return (
    error instanceof ParleyError &&
    error.cause instanceof ErrorReply &&
    error.cause.message.startsWith('NOSCRIPT')
  )
}

/** The answers that scripts give. */
export const flagReply = z.number().transform((flag) => flag === 1)
export const rowReply = z.string().nullable()
export const rowsReply = z.array(z.string())
