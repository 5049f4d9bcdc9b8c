import { emptyTranscript, foldRunEvent, type Transcript } from '../../src/contract/transcript.ts'
import { textOf } from '../../src/contract/message.ts'
import {
  trustOutput,
  type MethodInput,
  type MethodName,
  type MethodOutput,
} from '../../src/contract/method.ts'
import type { Notice } from '../../src/contract/notice.ts'
import type { Caller } from '../../src/main/methods/caller.ts'
import { modelClient, slowTools, startEngine, type Engine } from '../parley.ts'
import { openaiPeers, type Reader } from '../peers.ts'
import { alternate, median, type Sample, type Variant } from '../stats.ts'
import { row, type Row } from '../table.ts'

const paced = 2_000
const few = 2_000
const many = 20_000
/** A window gets its events once a frame, in milliseconds. */
const frameMs = 16

/**
 * A2: processor time for each chunk of a model that writes a thousand a second, over the whole path: client, run,
 * journal in SQLite, and one batch of events a frame for a window. A4: the same of a burst, ten times as long, with the
 * text so far read once a frame. Both of the thread that
 * streams; what the storage's own thread adds stands in a row without a goal, and group E1 has goals for it.
 */
export async function wholePathRows(wire: string): Promise<readonly Row[]> {
  const slow = await measure(`${wire}/paced/${paced}`, paced, 5)
  const short = await measure(`${wire}/burst/${few}`, few, 15)
  const long = await measure(`${wire}/burst/${many}`, many, 9)
  const id = 'A2 at 1,000 a second'
  const against = (name: string, goal?: number) =>
    row(id, 'Parley, whole path', slow('Parley'), name, slow(name), 'µs/chunk', goal)
  const growth = (name: string, goal?: number) =>
    row('A4 growth', `${name}, ${many}`, long(name), `${name}, ${few}`, short(name), 'µs/chunk', goal)
  return [
    against('fetch + hand', 1.4),
    row(
      'A2 all threads',
      'Parley, whole path',
      slow('Parley', 'cpu'),
      'fetch + hand',
      slow('fetch + hand', 'cpu'),
      'µs/chunk',
    ),
    against('openai SDK'),
    against('Vercel ai'),
    against('LangChain'),
    growth('Parley', 1),
    growth('openai SDK'),
    growth('Vercel ai'),
    growth('LangChain'),
  ]
}

async function measure(
  url: string,
  chunks: number,
  rounds: number,
): Promise<(name: string, threads?: 'own' | 'cpu') => number> {
  const engine = await startEngine(await modelClient('openai-chat', url), slowTools([], 0))
  const readers = new Map<string, Reader>(openaiPeers(url))
  readers.set('Parley', (onText) => byParley(engine, onText))
  const variants = [...readers].map(([name, read]): Variant => ({
    name,
    run: () => readAll(name, read, chunks),
  }))
  const samples = await alternate(variants, rounds, 2, true)
  await engine.close()
  return (name, threads = 'own') =>
    median((samples.get(name) ?? []).map((sample: Sample) => sample[threads])) / chunks
}

/** Reads an answer and looks at all of it once a frame, as a screen does. */
async function readAll(name: string, read: Reader, chunks: number): Promise<void> {
  let text = ''
  let looked = performance.now()
  let seen = 0
  await read((piece) => {
    text += piece
    if (performance.now() - looked < frameMs) return
    looked = performance.now()
    seen += text.charCodeAt(text.length - 1)
  })
  const words = text.split(' ').length - 1
  if (words !== chunks || Number.isNaN(seen)) throw new Error(`${name} gave ${words} of ${chunks} chunks`)
}

/** What a window does: starts the run, watches it, and folds each batch of events into what it shows. */
async function byParley({ door }: Engine, onText: (text: string) => void): Promise<void> {
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  let transcript: Transcript = emptyTranscript
  let shown = 0
  const take = (events: readonly Parameters<typeof foldRunEvent>[1][]) => {
    transcript = events.reduce(foldRunEvent, transcript)
    const answer = transcript.messages.findLast(({ role }) => role === 'assistant')
    const text = answer ? textOf(answer) : ''
    if (text.length > shown) onText(text.slice(shown))
    shown = text.length
    if (events.at(-1)?.type === 'run-ended') resolve()
  }
  const caller: Caller = {
    kind: 'window',
    noticeEveryMs: frameMs,
    notify: (notice: Notice) => {
      if (notice.type === 'run-events') take(notice.events)
    },
  }
  const leave = door.connect(caller)
  const ask = async <Name extends MethodName>(
    method: Name,
    input: MethodInput<Name>,
  ): Promise<MethodOutput<Name>> => {
    const answer = await door.invoke(method, input, caller)
    if ('failure' in answer) throw new Error(answer.failure.message)
    return trustOutput(method, answer.output)
  }
  const { run } = await ask('runs.start', { text: 'hi' })
  const { events } = await ask('runs.watch', { runId: run.id, afterSeq: 0 })
  take(events)
  await ended
  leave()
}
