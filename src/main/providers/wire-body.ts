import type { Watch } from './watch.ts'

type Bytes = Uint8Array<ArrayBuffer>
export type ByteStream = ReadableStream<Bytes>

/** Longest line of a stream and longest body that is read as a whole, in bytes. */
const longestBytes = 32 * 1024 * 1024

const tailLength = 32
const newline = 10

/** What was seen of a body while somebody else read it. */
export interface WireBody {
  readonly stream: ByteStream
  /** The body ended by itself, that is nobody stopped reading before. */
  ended(): boolean
  /** The last characters, for what a decoder leaves out when the final blank line is missing. */
  tail(): string
}

/** Thrown into whoever reads a body that is too long to be an answer. */
export class BodyTooLong extends Error {
  override readonly name = 'BodyTooLong'
}

/** Passes a body on as it is read: no chunk is read ahead, and each one counts as a sign of life. */
export function watchBody(
  first: readonly Bytes[],
  reader: ReadableStreamDefaultReader<Bytes>,
  watch: Watch,
): WireBody {
  const tail = new Uint8Array(tailLength)
  const ahead = [...first]
  let ended = false
  let lineLength = 0

  const remember = (chunk: Bytes) => {
    const kept = Math.min(chunk.length, tailLength)
    tail.copyWithin(0, kept)
    tail.set(chunk.subarray(chunk.length - kept), tailLength - kept)
    const lastNewline = chunk.lastIndexOf(newline)
    lineLength = lastNewline < 0 ? lineLength + chunk.length : chunk.length - lastNewline
    if (lineLength > longestBytes) throw new BodyTooLong('a line of the answer is too long')
  }
  // A reader that waits is told at once, whether or not the network gives up by itself.
  watch.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true })
  const text = () => new TextDecoder().decode(tail)
  const stream = new ReadableStream<Bytes>(
    {
      async pull(controller) {
        const chunk = ahead.shift() ?? (await reader.read()).value
        if (!chunk) {
          ended = true
          watch.closed()
          controller.close()
          return
        }
        watch.touch()
        remember(chunk)
        controller.enqueue(chunk)
      },
      // A decoder that has seen the end mark leaves the last bytes unread; reading them lets the connection live on.
      cancel() {
        if (!text().includes('[DONE]')) return reader.cancel()
        watch.closeSoon()
        void readRest(reader).then(() => watch.closed())
        return undefined
      },
    },
    { highWaterMark: 0 },
  )
  return { stream, ended: () => ended, tail: text }
}

/** Reads on until something other than white space has come. Gives what was read; the last chunk may be missing. */
export async function readStart(reader: ReadableStreamDefaultReader<Bytes>): Promise<readonly Bytes[]> {
  const chunks: Bytes[] = []
  for (;;) {
    const { value } = await reader.read()
    if (!value) return chunks
    chunks.push(value)
    if (value.some((byte) => byte > 32)) return chunks
  }
}

async function readRest(reader: ReadableStreamDefaultReader<Bytes>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // Cut after its end mark: nothing is missing.
  }
}

/** The first character that is not white space, or an empty text. */
export function firstCharacter(chunks: readonly Bytes[]): string {
  return new TextDecoder().decode(chunks.at(-1)).trimStart().charAt(0)
}

/** The whole body as text. Throws BodyTooLong. */
export async function readText(stream: ByteStream): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > longestBytes) throw new BodyTooLong('the answer is too long')
  }
  return text + decoder.decode()
}
