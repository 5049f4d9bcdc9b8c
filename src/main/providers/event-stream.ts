import { AnswerTooLong } from './wire-body.ts'

/** Longest event, in characters: what an endless line may cost in memory. */
const longestEvent = 32 * 1024 * 1024

/** Reads text/event-stream by the rules of the HTML standard on lines, comments and fields. */
export interface EventStream {
  /** Takes the next piece of the text, cut anywhere. Throws AnswerTooLong. */
  take(text: string): void
  /** Gives the event whose final blank line is missing, as some servers leave it out. */
  end(): void
}

/** `onEvent` gets each event that has data. `name` is an empty text where the event has none. */
export function createEventStream(onEvent: (data: string, name: string) => void): EventStream {
  let open: string[] = []
  let openLength = 0
  let afterReturn = false
  let data: string | undefined
  let name = ''

  const takeLine = (line: string) => {
    if (line === '') {
      if (data !== undefined) onEvent(data, name)
      data = undefined
      name = ''
    } else if (line.startsWith('data:')) addData(valueOf(line, 5))
    else if (line.startsWith('event:')) name = valueOf(line, 6)
    else if (line === 'data') addData('')
  }
  const addData = (value: string) => (data = data === undefined ? value : `${data}\n${value}`)
  const closed = () => {
    const line = open.join('')
    open = []
    openLength = 0
    return line
  }
  // A line break may be cut between its two characters.
  const withPlainBreaks = (text: string) => {
    const rest = afterReturn && text.startsWith('\n') ? text.slice(1) : text
    if (text !== '') afterReturn = text.endsWith('\r')
    return rest.includes('\r') ? rest.replaceAll(/\r\n?/g, '\n') : rest
  }
  return {
    take(text) {
      const plain = withPlainBreaks(text)
      let from = 0
      for (let end = plain.indexOf('\n'); end >= 0; end = plain.indexOf('\n', from)) {
        const line = plain.slice(from, end)
        takeLine(open.length === 0 ? line : closed() + line)
        from = end + 1
      }
      // Kept in pieces: to join them at each one would copy a long line over and over.
      if (from < plain.length) open.push(plain.slice(from))
      openLength += plain.length - from
      if (openLength + (data?.length ?? 0) <= longestEvent) return
      throw new AnswerTooLong('an event of the answer is too long')
    },
    end() {
      const last = closed()
      if (last !== '') takeLine(last)
      takeLine('')
    },
  }
}

function valueOf(line: string, from: number): string {
  return line.slice(line.charCodeAt(from) === 32 ? from + 1 : from)
}
