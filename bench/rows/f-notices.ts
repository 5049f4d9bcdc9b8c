import { foldRunEvent, emptyTranscript } from '../../src/contract/transcript.ts'
import { trustOutput } from '../../src/contract/method.ts'
import type { RunEvent } from '../../src/contract/run-event.ts'
import type { Caller } from '../../src/main/methods/caller.ts'
import { modelClient, slowTools, startEngine } from '../parley.ts'
import { alternate, median } from '../stats.ts'
import { row, type Row } from '../table.ts'

const chunks = 4_000

/** F1: what a window is sent of an answer of 1,000 tokens a second, and what it costs to take it in. */
export async function noticeRows(wire: string): Promise<readonly Row[]> {
  const { batches, seconds } = await batchesOf(wire)
  const joined = batches.flat()
  const single = joined.flatMap(split)
  const variants = [
    { name: 'joined', run: async () => takeIn(batches) },
    { name: 'single', run: async () => takeIn(single.map((event) => [event])) },
  ]
  const samples = await alternate(variants, 15, 3, true)
  const cpu = (name: string) => median((samples.get(name) ?? []).map(({ own }) => own)) / chunks
  return [
    row(
      'F1 messages',
      'a second',
      Math.round(batches.length / seconds),
      'tokens',
      chunks / seconds,
      '',
      undefined,
      60,
    ),
    row('F1 taking in', 'joined', cpu('joined'), 'one for each token', cpu('single'), 'µs/token', 0.15),
  ]
}

async function batchesOf(wire: string) {
  const engine = await startEngine(
    await modelClient('openai-chat', `${wire}/paced/${chunks}`),
    slowTools([], 0),
  )
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  const batches: (readonly RunEvent[])[] = []
  let begun = 0
  const caller: Caller = {
    kind: 'window',
    // As a window is told: what is joined is joined before.
    noticeEveryMs: 0,
    notify(notice) {
      if (notice.type !== 'run-events') return
      begun ||= performance.now()
      batches.push(notice.events)
      if (notice.events.at(-1)?.type === 'run-ended') resolve()
    },
  }
  const leave = engine.door.connect(caller)
  const started = await engine.door.invoke('runs.start', { text: 'hi' }, caller)
  if ('failure' in started) throw new Error(started.failure.message)
  const { run } = trustOutput('runs.start', started.output)
  await engine.door.invoke('runs.watch', { runId: run.id, afterSeq: 0 }, caller)
  await ended
  const seconds = (performance.now() - begun) / 1000
  leave()
  await engine.close()
  return { batches, seconds }
}

/** The same text, a token an event. */
function split(event: RunEvent): readonly RunEvent[] {
  if (event.type !== 'text-delta') return [event]
  return (event.text.match(/ ?[^ ]+| /g) ?? []).map((text) => ({ ...event, text }))
}

/** Copied as from process to process, and folded. */
function takeIn(batches: readonly (readonly RunEvent[])[]): void {
  let transcript = emptyTranscript
  for (const batch of batches) transcript = structuredClone(batch).reduce(foldRunEvent, transcript)
  if (transcript.messages.length === 0) throw new Error('nothing was taken in')
}
