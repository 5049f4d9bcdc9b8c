import type { ServerResponse } from 'node:http'
import { bodyOf, type ApiError } from './api-error.ts'

/** What may wait unsent for a program that does not read; more than any answer has. */
const mostUnsentBytes = 16_000_000

/** Server-sent events of an answer. Its head goes out with the first of them, so that what fails before has its status. */
export interface EventStream {
  readonly begun: () => boolean
  readonly send: (data: unknown) => void
  /** The end of a whole answer. */
  readonly done: () => void
  /** The end of one that failed. */
  readonly fail: (error: ApiError) => void
}

/** `onBegin` is called before the head goes out; `onSlow` when far too much waits to be read. */
export function openEventStream(
  response: ServerResponse,
  { onBegin, onSlow }: { readonly onBegin: () => void; readonly onSlow: () => void },
): EventStream {
  let begun = false
  const write = (text: string) => {
    if (response.destroyed || response.writableEnded) return
    if (!begun) {
      begun = true
      onBegin()
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    }
    response.write(`data: ${text}\n\n`)
    if (response.writableLength > mostUnsentBytes) onSlow()
  }
  return {
    begun: () => begun,
    send: (data) => write(JSON.stringify(data)),
    done() {
      write('[DONE]')
      response.end()
    },
    fail(error) {
      write(JSON.stringify(bodyOf(error)))
      response.end()
    },
  }
}
