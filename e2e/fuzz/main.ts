// npm run fuzz:providers -- [--minutes 1] [--seed N]: changes recorded answers at random and checks how the clients take them.
import { readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createRandom, type Random } from '../crash/random.ts'
import type { WireProtocol } from '../wire/round.ts'
import { problemsOf } from './examine.ts'
import { mutate } from './mutate.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const protocols: readonly WireProtocol[] = ['openai-chat', 'openai-responses', 'anthropic-messages']
/** A case takes milliseconds; one that takes this long hangs. */
const longestCaseMs = 20_000
/** What the process may hold after a collection, in bytes: a leak of one case in a thousand goes beyond it. */
const mostMemory = 200 * 1024 * 1024

const recordings = protocols.flatMap((protocol) => {
  const folder = new URL(`../../src/main/providers/${protocol}/fixtures/`, import.meta.url)
  return readdirSync(folder).map((file) => ({
    protocol,
    file,
    body: readFileSync(new URL(file, folder), 'utf8'),
  }))
})

const seed = Number(values.seed)
const until = performance.now() + Number(values.minutes) * 60_000
const unhandled: string[] = []
process.on('unhandledRejection', (reason) => unhandled.push(`unhandled: ${String(reason)}`))
console.log(`Changing ${recordings.length} recordings for ${values.minutes} min, seed ${seed}.`)

let cases = 0
let wrong = 0
let largest = 0
while (performance.now() < until && wrong < 10) {
  cases += 1
  // Weak references are let go of between two turns of the event loop only.
  await new Promise<void>((resolve) => setImmediate(resolve))
  const random = createRandom(seed + cases)
  const { protocol, file, body } = random.pick(recordings)
  const changed = changedBody(body, random)
  const problems = [
    ...(await withinTime(problemsOf(protocol, inPieces(changed, random)))),
    ...unhandled.splice(0),
  ]
  if (cases % 1000 === 0) {
    globalThis.gc?.()
    largest = Math.max(largest, process.memoryUsage().heapUsed)
  }
  if (largest > mostMemory) problems.push(`${largest} bytes are held`)
  if (problems.length === 0) continue
  wrong += 1
  console.log(`${protocol} ${file}, the first case of seed ${seed + cases - 1}: ${problems.join('; ')}`)
  console.log(JSON.stringify(changed.slice(0, 2_000)))
}
console.log(`${cases} cases, ${wrong} wrong, at most ${Math.round(largest / 1024 / 1024)} MB held.`)
process.exit(wrong > 0 ? 1 : 0)

function changedBody(body: string, random: Random): string {
  let changed = body
  for (let times = 1 + random.below(4); times > 0; times--) {
    changed = mutate(changed, random.pick(recordings).body, random)
  }
  return changed
}

function inPieces(body: string, random: Random): readonly Uint8Array<ArrayBuffer>[] {
  const bytes = new Uint8Array(Buffer.from(body))
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const longest = random.pick([3, 40, 1_000, bytes.length + 1])
  for (let at = 0; at < bytes.length;) {
    const next = at + 1 + random.below(longest)
    pieces.push(bytes.slice(at, next))
    at = next
  }
  return pieces
}

async function withinTime(problems: Promise<readonly string[]>): Promise<readonly string[]> {
  const { promise: late, resolve } = Promise.withResolvers<readonly string[]>()
  const timer = setTimeout(() => resolve(['no end']), longestCaseMs)
  const found = await Promise.race([problems, late])
  clearTimeout(timer)
  return found
}
