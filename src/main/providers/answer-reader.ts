import { createEventStream } from './event-stream.ts'
import { StreamComplaint } from './wire-failure.ts'
import { AnswerTooLong } from './wire-body.ts'

/** Reads the body of a good answer, whichever form it has: a stream of events, one JSON value, or a page. */
export interface AnswerReader {
  /** Takes the next piece of the body. Throws StreamComplaint, SyntaxError, AnswerTooLong. */
  take(text: string): void
  /** Takes the end of the body. Throws StreamComplaint, SyntaxError. */
  end(): void
  /** The end mark `[DONE]` came, behind which nothing is read, or a whole answer did. */
  sawEndMark(): boolean
  /** Nothing but white space came. */
  isBlank(): boolean
  /** The beginning of the page that came in the place of an answer, once it is long enough or has ended. */
  page(): string | undefined
}

const endMark = '[DONE]'
const longestWhole = 32 * 1024 * 1024
const enoughOfPage = 20_000

/** `onEvent` gets the JSON value of each event, or the one value of a whole answer. */
export function createAnswerReader(onEvent: (event: unknown) => void): AnswerReader {
  let form: 'blank' | 'events' | 'json' | 'page' = 'blank'
  let marked = false
  let whole = ''
  let page: string | undefined

  const say = (data: string, name: string) => {
    if (marked || data === '') return
    if (data === endMark) marked = true
    else if (name === 'error') throw new StreamComplaint(innerOf(parsedOr(data)))
    else if (name !== 'ping') give(JSON.parse(data))
  }
  const give = (value: unknown) => {
    if (isComplaint(value)) throw new StreamComplaint(value.error)
    onEvent(value)
  }
  const stream = createEventStream(say)
  const gather = (text: string) => {
    whole += text
    if (whole.length > longestWhole) throw new AnswerTooLong('the answer is too long')
    if (form === 'page' && whole.length >= enoughOfPage) page = whole
  }
  return {
    take(text) {
      if (form === 'blank') form = formOf(text)
      if (form === 'events') stream.take(text)
      else if (form !== 'blank') gather(text)
    },
    end() {
      if (form === 'page') page = whole
      if (form === 'json') {
        const value: unknown = JSON.parse(whole)
        // Google wraps a complaint, and what it sends piece by piece, in a list.
        for (const each of Array.isArray(value) ? value : [value]) give(each)
        marked = true
      }
      if (form === 'events') stream.end()
    },
    sawEndMark: () => marked,
    isBlank: () => form === 'blank',
    page: () => page,
  }
}

function formOf(text: string): 'blank' | 'events' | 'json' | 'page' {
  const first = text.trimStart().charAt(0)
  if (first === '') return 'blank'
  if (first === '{' || first === '[') return 'json'
  return first === '<' ? 'page' : 'events'
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function innerOf(value: unknown): unknown {
  return isComplaint(value) ? value.error : value
}

function isComplaint(value: unknown): value is { readonly error: unknown } {
  return typeof value === 'object' && value !== null && 'error' in value && Boolean(value.error)
}
