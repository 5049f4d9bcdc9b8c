import OpenAI from 'openai'
import { modelClient, slowTools, startEngine } from './parley.ts'
import { startWire } from './wire-process.ts'
const wire = await startWire()
const url = `${wire.url}/tools/8`
const definitions = Array.from({ length: 8 }, (_, index) => ({
  name: `tool${index}`,
  description: 'a tool',
  effect: 'read' as const,
  inputSchema: { type: 'object' },
}))
const inner = await modelClient('openai-chat', url)
let t0 = 0
let marks: [string, number][] = []
const mark = (name: string) => marks.push([name, performance.now() - t0])
const client = {
  ...inner,
  async *stream(request: never, options: never) {
    mark('ask')
    let first = true
    for await (const event of inner.stream(request, options)) {
      if (first) {
        mark('first')
        first = false
      }
      if (event.type === 'finished') mark('finished')
      yield event
    }
  },
}
const engine = await startEngine(client as never, slowTools(definitions, 0))
async function turn() {
  t0 = performance.now()
  marks = []
  const { run } = await engine.client.ask('runs.start', { text: 'hi' })
  mark('started')
  for await (const event of engine.client.follow(run)) {
    if (['run-ended', 'message-completed'].includes(event.type)) mark(event.type)
  }
  return marks
}
const oa = new OpenAI({ apiKey: 'x', baseURL: url, maxRetries: 0 })
async function hand() {
  t0 = performance.now()
  marks = []
  for (const messages of [
    [{ role: 'user', content: 'hi' }],
    [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: null, tool_calls: [] },
      { role: 'tool', tool_call_id: 'x', content: 'x' },
    ],
  ]) {
    for await (const e of await oa.chat.completions.create({
      model: 'm',
      stream: true,
      messages: messages as never,
    }))
      void e
    mark('round')
  }
  return marks
}
const all = new Map<string, number[]>()
for (let i = -50; i < 200; i++)
  for (const [name, f] of [
    ['hand', hand],
    ['ours', turn],
  ] as const) {
    if (!process.env.NOGC) globalThis.gc?.()
    if (process.env.NAP) await new Promise((r) => setTimeout(r, 20))
    const seen: Record<string, number> = {}
    for (const [n, t] of await f()) {
      seen[n] = (seen[n] ?? 0) + 1
      const k = name + ' ' + n + seen[n]
      if (i >= 0) all.set(k, [...(all.get(k) ?? []), t])
    }
  }
for (const [k, v] of all) console.log(k.padEnd(24), v.sort((a, b) => a - b)[v.length >> 1]!.toFixed(2))
await engine.close()
wire.close()
