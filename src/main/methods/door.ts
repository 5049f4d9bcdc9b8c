import type { Answer } from '../../contract/bridge.ts'
import {
  isMethodName,
  methods,
  type MethodName,
  type MethodOutput,
  type ParsedInput,
} from '../../contract/method.ts'
import { failureFrom, failureOf, ParleyError } from '../core/errors.ts'
import type { Log } from '../core/ports/log.ts'
import type { Caller } from './caller.ts'

/** Does the work of one method. Input has passed the table's schema. */
export type Handler<Name extends MethodName> = (
  input: ParsedInput<Name>,
  caller: Caller,
) => Promise<MethodOutput<Name>>

export type Handlers = { readonly [Name in MethodName]: Handler<Name> }

/** The one door into the core, the same for every face. */
export interface Door {
  /** Checks the input, does the work, gives the output or the failure. Never rejects. */
  invoke(method: string, input: unknown, caller: Caller): Promise<Answer>
  /** From now on the caller gets the notices that go to everybody. Returns the function that ends all of its watching. */
  connect(caller: Caller): () => void
}

export function createDoor(handlers: Handlers, connect: Door['connect'], log: Log): Door {
  return {
    connect,
    async invoke(method, input, caller) {
      if (!isMethodName(method)) return { failure: failureOf('method-unknown', { params: { method } }) }
      const parsed = methods[method].input.safeParse(input)
      if (!parsed.success) {
        const [issue] = parsed.error.issues
        const at = issue?.path.join('.') ?? ''
        return {
          failure: failureOf('input-invalid', { params: { detail: `${at} ${issue?.message ?? ''}`.trim() } }),
        }
      }
      try {
        return { output: await call(handlers, method, parsed.data, caller) }
      } catch (error) {
        if (!(error instanceof ParleyError)) log.error('method-failed', { method, reason: stackOf(error) })
        return { failure: failureFrom(error) }
      }
    },
  }
}

// The table pairs each name with its input, which a union of names cannot express; the schema has just checked it.
function call(handlers: Handlers, method: MethodName, input: unknown, caller: Caller): Promise<unknown> {
  const handler: (input: never, caller: Caller) => Promise<unknown> = handlers[method]
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return handler(input as never, caller)
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
