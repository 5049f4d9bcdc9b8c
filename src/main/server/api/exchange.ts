import type { ServerResponse } from 'node:http'
import type { MethodInput, MethodName, MethodOutput } from '../../../contract/method.ts'
import { trustOutput } from '../../../contract/method.ts'
import type { Notice } from '../../../contract/notice.ts'
import type { Usage } from '../../../contract/usage.ts'
import { untilAborted } from '../../base/abort.ts'
import type { Caller } from '../../methods/caller.ts'
import type { Door } from '../../methods/door.ts'
import { ApiError, apiErrorOf } from './api-error.ts'

/** A request that is being answered. */
export interface Exchange {
  /** When it came, in milliseconds since 1970. */
  readonly at: number
  /** Aborted when the program has left, or is to be sent away; the reason is an ApiError. */
  readonly signal: AbortSignal
  /** What is remembered of it. */
  model: string | undefined
  usage: Usage | undefined
  /** Set where the answer failed after its head was sent. */
  failedWith: number | undefined
  /** Asks the core. What was asked for the program's sake alone ends with it. Throws ApiError. */
  readonly ask: <Name extends MethodName>(
    method: Name,
    input: MethodInput<Name>,
    notify?: (notice: Notice) => void,
  ) => Promise<MethodOutput<Name>>
  /** Ends it with that error, at once. */
  readonly end: (reason: ApiError) => void
}

/** HTTP has no word for it; several servers use this one. */
export const statusLeft = 499

export function openExchange(door: Door, response: ServerResponse, at: number): Exchange {
  const gone = new AbortController()
  const { signal } = gone
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new ApiError(statusLeft, 'The program has left.'))
  })
  return {
    at,
    signal,
    model: undefined,
    usage: undefined,
    failedWith: undefined,
    async ask(method, input, notify = () => undefined) {
      const caller: Caller = {
        kind: 'http',
        noticeEveryMs: 0,
        gone: signal,
        notify(notice) {
          if (!signal.aborted) notify(notice)
        },
      }
      const answer = await untilAborted(door.invoke(method, input, caller), signal)
      if ('failure' in answer) throw apiErrorOf(answer.failure)
      return trustOutput(method, answer.output)
    },
    end: (reason) => gone.abort(reason),
  }
}
