import { Worker } from 'node:worker_threads'

/** A thread that does nothing but answer: what is left of a call to another thread when the work is taken away. */
export interface EchoThread {
  ask(text: string): Promise<void>
  end(): Promise<void>
}

const program = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', () => parentPort.postMessage(true))`

export function startEcho(): EchoThread {
  const thread = new Worker(program, { eval: true })
  let answered: (() => void) | undefined
  thread.on('message', () => answered?.())
  return {
    ask: (text) =>
      new Promise((resolve) => {
        answered = resolve
        thread.postMessage(text, [])
      }),
    end: async () => void (await thread.terminate()),
  }
}
