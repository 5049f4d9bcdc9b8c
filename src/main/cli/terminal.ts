import { createInterface } from 'node:readline'

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
  /** Lines as they are entered. Ends with the input. */
  lines(): AsyncIterable<string>
  /** Calls at each Ctrl-C or polite end of the process; gives the function that stops it. */
  onStop(call: () => void): () => void
}

/** The process's own terminal. */
export function processTerminal(): Terminal {
  return {
    interactive: process.stdin.isTTY,
    out: (text) => void process.stdout.write(text),
    note: (text) => void process.stderr.write(text),
    lines: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
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
