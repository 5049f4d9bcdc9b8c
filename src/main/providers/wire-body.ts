import type { Watch } from './watch.ts'

type Bytes = Uint8Array<ArrayBuffer>
type Source = ReadableStreamDefaultReader<Bytes>

/** Longest body that is read as a whole, in characters. */
const longestText = 32 * 1024 * 1024

/** A body as text, read piece by piece. No piece is read ahead, and each one counts as a sign of life. */
export interface WireBody {
  /** The next piece, which may be empty; `undefined` at the end. Throws what the network throws. */
  read(): Promise<string | undefined>
  /** The body ended by itself, that is nobody stopped reading before. */
  ended(): boolean
  /** All that matters was read: the rest is read aside for a moment, so that the connection can be used again. */
  finish(): void
  /** Closes the connection, unless the body has ended or is being finished. */
  leave(): void
}

/** Thrown at what is too long to be an answer. */
export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong'
}

/** Opens the body of a response. Whoever waits for a piece learns of the watch's end at once. */
export function openBody(stream: ReadableStream<Bytes>, watch?: Watch): WireBody {
  const source = stream.getReader()
  const decoder = new TextDecoder()
  let ended = false
  let left = false
  const cancel = () => void source.cancel().catch(() => undefined)
  // A library may hold the signal for as long as the body lives, so the signal must not hold the body when all is read.
  const forget = () => watch?.signal.removeEventListener('abort', cancel)
  if (watch?.signal.aborted) cancel()
  else watch?.signal.addEventListener('abort', cancel, { once: true })
  return {
    async read() {
      if (ended) return undefined
      const { value } = await source.read()
      if (value) {
        watch?.touch()
        return decoder.decode(value, { stream: true })
      }
      ended = true
      forget()
      return decoder.decode() || undefined
    },
    ended: () => ended,
    finish() {
      if (ended || left) return
      left = true
      watch?.closeSoon()
      void readRest(source).then(() => {
        forget()
        watch?.closed()
      })
    },
    leave() {
      if (ended || left) return
      left = true
      forget()
      cancel()
    },
  }
}

async function readRest(source: Source): Promise<void> {
  try {
    while (!(await source.read()).done);
  } catch {
    // Cut after its end mark: nothing is missing.
  }
}

/** The whole body as text. Throws AnswerTooLong. */
export async function readText(body: WireBody): Promise<string> {
  const pieces: string[] = []
  let length = 0
  for (let text = await body.read(); text !== undefined; text = await body.read()) {
    pieces.push(text)
    length += text.length
    if (length > longestText) throw new AnswerTooLong('the answer is too long')
  }
  return pieces.join('')
}
