import { createInterface } from 'node:readline'
import { seenText } from '../../contract/visible-text.ts'
import { createAsyncQueue } from '../base/async-queue.ts'

/** Where a command reads and writes. */
export interface Terminal {
  /** The answer and what a script reads. */
  out(text: string): void
  /** Notes for people. */
  note(text: string): void
  /** True when a person types. */
  readonly interactive: boolean
  /** All of the input up to its end; at most `limit` bytes, of which one more shows that it is too much. */
  readAll(limit: number): Promise<string>
  /** Begins to read lines as they are entered. */
  openLines(): LineInput
  /** Calls at each Ctrl-C or polite end of the process; gives the function that stops it. */
  onStop(call: () => void): () => void
}

/** Lines of the input, until its end or until it is closed. */
export interface LineInput {
  /** The next line; undefined at the end. */
  next(): Promise<string | undefined>
  /** Gives each line to `take` first, until the returned function is called; a line that it takes (true) is used up. */
  offer(take: (line: string) => boolean): () => void
  /** Lets go of the input, so that the process may end. A line that is being waited for is then undefined. */
  close(): void
}

/** The process's own terminal. */
export function processTerminal(): Terminal {
  return {
    interactive: process.stdin.isTTY,
    out: (text) => writeTo(process.stdout, text),
    note: (text) => writeTo(process.stderr, text),
    openLines: () => readLines(process.stdin),
    async readAll(limit) {
      const chunks: Buffer[] = []
      let bytes = 0
      for await (const chunk of process.stdin) {
        const buffer = Buffer.from(chunk)
        chunks.push(buffer)
        bytes += buffer.length
        if (bytes > limit) break
      }
      return Buffer.concat(chunks).toString('utf8')
    },
    onStop(call) {
      const signals = ['SIGINT', 'SIGTERM'] as const
      for (const signal of signals) process.on(signal, call)
      return () => {
        for (const signal of signals) process.off(signal, call)
      }
    },
  }
}

/** On a screen, what a model or a tool wrote commands nothing; into a file it goes as it is. */
export function writeTo(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, text: string): void {
  stream.write(stream.isTTY ? seenText(text.replaceAll('\r\n', '\n')) : text)
}

function readLines(input: NodeJS.ReadStream): LineInput {
  const queue = createAsyncQueue<{ readonly line: string | undefined }>()
  const reader = createInterface({ input, crlfDelay: Infinity })
  let closed = false
  let take: ((line: string) => boolean) | undefined
  reader.on('line', (line) => {
    if (!take?.(line)) queue.push({ line })
  })
  reader.on('close', () => {
    closed = true
    queue.push({ line: undefined })
  })
  return {
    next: async () => (await queue.next()).line,
    offer(to) {
      take = to
      return () => (take = undefined)
    },
    close() {
      if (!closed) reader.close()
      input.unref()
    },
  }
}
